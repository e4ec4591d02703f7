/** The search, from a query to hits. */
/** @import { Columns } from "./decoding.js" */
/** @import { Index } from "./index.js" */
/** @import { Found, Note, Options } from "./interface.js" */
/** @import { Place } from "./lexicon.js" */
/** @import { Meaning } from "./meaning.js" */
/** @import { Query } from "./query.js" */
/** @import { Scores } from "./scoring.js" */
import { countFacets, failures } from "./facets.js";
import { complete, hit } from "./hits.js";
import { loadColumns } from "./index.js";
import { firstLeads, nameLeads, pointLeads, pointsOf, titleLeads } from "./leads.js";
import { meaningOf } from "./meaning.js";
import { loadNames } from "./names.js";
import { firstOf, orderBy } from "./order.js";
import { begin, rest } from "./pace.js";
import { phrased } from "./phrases.js";
import { parsed } from "./query.js";
import { leastOf, score, weigh, weightsOf } from "./scoring.js";
import { meet, unit } from "./units.js";

/** @param {Index} index @param {string} query @param {Options} options @returns {Promise<Found>} */
export async function find(index, query, options) {
  begin();
  const asked = parsed(query, index.stop);
  const typing = options.prefix !== false && /[\p{L}\p{N}]$/u.test(query);
  const [columns, meaning, points] = await Promise.all([
    loadColumns(index),
    meaningOf(index, asked, typing, loadNames(index)),
    pointsOf(index, asked.typed),
  ]);
  const { units, joined } = meaning;
  for (const one of units) one.having = points.filter((point) => point[0] === one.word).map((point) => point[1]);
  const scores = await score(units, joined, columns);
  const documents = await phrased(index, asked, matching(asked, meaning, scores, columns), units, scores);
  const failed = failures(columns, options);
  const fitting = saysNothing(asked) && !narrows(options) ? [] : documents.filter((document) => failed[document] === null);
  const least = options.weak === undefined ? 0 : leastOf(fitting, units, scores);
  const kept = options.weak ? fitting : fitting.filter((document) => scores.covered[document] >= least);
  await rest();
  const sort = options.sort || (asked.words.length ? "relevance" : "newest");
  const offset = options.offset || 0;
  const shown = firstOf(kept, offset + (options.limit || 10), orderBy(sort, scores, columns.days, least)).slice(offset);
  const seen = new Set(units.flatMap((one) => Array.from(one.seen)));
  const places = units.flatMap((one) => one.places);
  const hits = await Promise.all(shown.map((document) => hit(index, columns, document, scores.total[document], seen, places)));
  if (options.excerpts !== false) await Promise.all(hits.map(complete));
  const leads = firstLeads([
    ...(await pointLeads(index, columns, points, asked)),
    ...nameLeads(index, meaning, asked.typed),
    ...titleLeads(hits, asked, index.stop),
  ]);
  const notes = saysNothing(asked) ? [stopped(asked)] : units.flatMap((one) => one.notes);
  const counted = kept.length < fitting.length ? documents.filter((document) => scores.covered[document] >= least) : documents;
  return { total: kept.length, weak: fitting.length - kept.length, hits, leads, facets: countFacets(columns, counted, failed), notes };
}

/** Whether all that was typed is too common to be searched for. @param {Query} asked */
function saysNothing({ typed, words, phrases, without: out }) {
  return typed.length > 0 && !words.length && !phrases.length && !out.length;
}

/** @param {Query} asked @returns {Note} */
function stopped(asked) {
  return { type: "stop", from: asked.typed.join(" "), to: "" };
}

/** Whether more is asked for than words. @param {Options} options */
function narrows({ filters, from, to, asOf }) {
  return Boolean(from || to || asOf || Object.values(filters || {}).some((values) => values.length));
}

/** Weigh the documents, and give those that match. @param {Query} asked @param {Meaning} meaning @param {Scores} scores @param {Columns} columns */
function matching(asked, { units, excluded }, scores, columns) {
  if (asked.words.length && !scores.mass) return [];
  const { variety } = units.find((one) => one.variety === "nn") || units.find((one) => one.variety) || { variety: "" };
  return without(weigh(scores, columns, variety), excluded, scores.total.length);
}

/** Leave out the documents that have a word. @param {number[]} documents @param {(Place | null)[]} excluded @param {number} count */
function without(documents, excluded, count) {
  if (!excluded.length) return documents;
  const out = unit("");
  excluded.forEach((place) => place && meet(out, place, 1, true));
  const weights = weightsOf(out.lists, count);
  return documents.filter((document) => !weights[document]);
}
