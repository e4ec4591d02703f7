/** What every document is worth; ../../DESIGN.md has the formula. */
/** @import { Compound } from "./compounds.js" */
/** @import { Columns } from "./decoding.js" */
/** @import { Place } from "./lexicon.js" */
/** @import { List, Unit } from "./units.js" */
import { addList } from "./decoding.js";
import { carriersOf } from "./names.js";
import { rest } from "./pace.js";
import { RANKING } from "./ranking.js";
import { meet, unit } from "./units.js";

/**
 * @typedef {object} Scores
 * @property {Float32Array} total of each document
 * @property {Float32Array} covered how much of the query it covers
 * @property {Float32Array} joined what it is worth for compounds that neighbours make
 * @property {number} mass how much of a query there is to cover
 */

/** Weigh every document for all that meets a unit, or only just the word. @param {List[]} lists @param {number} count */
export function weightsOf(lists, count) {
  const weights = new Float32Array(count);
  for (const { packed, share } of lists) addList(packed, share, weights);
  return weights;
}

/** Tell how much a word says: the rarer, the more. Its idf to a power just above one, since the words of a whole question
 * differ more than those of two keywords. @param {Float32Array} weights */
function idfOf(weights) {
  let having = 0;
  for (let document = 0; document < weights.length; document++) if (weights[document]) having++;
  return having ? Math.pow(Math.log(1 + (weights.length - having + 0.5) / (having + 0.5)), RANKING.rarity) : 0;
}

/** Score every document for every unit, and for the compounds that neighbours make.
 * @param {Unit[]} units @param {Compound[]} joined @param {Columns} columns @returns {Promise<Scores>} */
export async function score(units, joined, columns) {
  const count = columns.days.length;
  const scores = { total: new Float32Array(count), covered: new Float32Array(count), joined: new Float32Array(count), mass: 0 };
  for (const one of units) {
    addUnit(one, scores, columns);
    await rest();
  }
  const different = new Map(joined.map(({ place }) => [place.file.l[place.terms[0]], place]));
  for (const place of different.values()) addCompound(place, scores.joined);
  return scores;
}

/** Add what a unit is worth: soft OR, where a rare word counts for more. @param {Unit} asked @param {Scores} scores @param {Columns} columns */
function addUnit(asked, scores, columns) {
  const { total, covered } = scores;
  const { saturation, just_saturation } = RANKING;
  const all = weightsOf(asked.lists, total.length);
  for (const every of asked.every) addEvery(every, all);
  addNamed(asked, columns, all);
  const part = asked.just ? RANKING.just : 0;
  const just = asked.just ? weightsOf([{ packed: asked.just, share: 1 }], total.length) : all;
  const [idf, justIdf] = [(1 - part) * idfOf(all), part ? part * idfOf(just) : 0];
  const covers = asked.weak ? 0 : idf + justIdf;
  scores.mass += covers;
  for (let document = 0; document < total.length; document++) {
    if (!all[document]) continue;
    total[document] += (idf * all[document]) / (all[document] + saturation);
    covered[document] += covers;
    if (part) total[document] += (justIdf * just[document]) / (just[document] + just_saturation);
  }
}

/** Add what a compound that was typed in two words is worth as a word of its own. @param {Place} place @param {Float32Array} scores */
function addCompound(place, scores) {
  const made = unit("");
  meet(made, place, 1);
  const weights = weightsOf(made.lists, scores.length);
  const idf = RANKING.joined * idfOf(weights);
  for (let document = 0; document < scores.length; document++) {
    scores[document] += (idf * weights[document]) / (weights[document] + RANKING.saturation);
  }
}

/** Add what documents are worth that carry the name, or have the point, that was asked for.
 * @param {Unit} asked @param {Columns} columns @param {Float32Array} weights */
function addNamed(asked, columns, weights) {
  if (asked.places.length) carriersOf(asked.places, columns).forEach((one, document) => (weights[document] += one * RANKING.named));
  for (const document of asked.having) weights[document] += RANKING.point;
}

/** Add what documents that have all words of a phrase are worth. @param {List[][]} every @param {Float32Array} weights */
function addEvery(every, weights) {
  const each = every.map((lists) => weightsOf(lists, weights.length));
  for (let document = 0; document < weights.length; document++) weights[document] += Math.min(...each.map((one) => one[document]));
}

/** Weigh in how much of the query a document covers, its age, whether it applies, and its variety; gives those that match.
 * @param {Scores} scores @param {Columns} columns @param {string} variety @returns {number[]} */
export function weigh(scores, columns, variety) {
  const days = columns.days;
  const newest = days.length ? days[days.length - 1] : 0;
  const oldest = days.find((day) => day > 0) || 0;
  const own = columns.facets.lang.values.indexOf(variety);
  const documents = [];
  for (let document = 0; document < days.length; document++) {
    if (scores.mass && !scores.covered[document]) continue;
    const recency = 1 + RANKING.recency * Math.max(0, (days[document] - oldest) / (newest - oldest || 1));
    const factor = own >= 0 && columns.facets.lang.of[document][0] === own ? RANKING.own_variety : 1;
    scores.total[document] = matchOf(scores, document) * recency * factor * columns.weight[document];
    documents.push(document);
  }
  return documents;
}

/** Give how much of the query a document must cover not to be a weak hit: of a few words, as many as any does.
 * @param {number[]} documents @param {Unit[]} units @param {Scores} scores */
export function leastOf(documents, units, { covered }) {
  const asked = new Set(units.filter((one) => !one.weak).map((one) => one.word)).size;
  let most = 0;
  for (const document of documents) most = Math.max(most, covered[document]);
  return asked > 1 ? most * (asked <= RANKING.most_demanded ? RANKING.demanded : RANKING.strong) : 0;
}

/** @param {Scores} scores @param {number} document */
function matchOf({ total, covered, joined, mass }, document) {
  return mass ? total[document] * Math.pow(covered[document] / mass, RANKING.coverage) + joined[document] : 1;
}
