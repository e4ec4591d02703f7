/** Where a query leads straight to: the page of a name, a numbered point, or a document by its title; ../../leads.py is the same in Python. */
/** @import { Columns } from "./decoding.js" */
/** @import { Index } from "./index.js" */
/** @import { Hit } from "./interface.js" */
/** @import { Names, Place, Span } from "./names.js" */
/** @import { Query } from "./query.js" */
import { sharedStem } from "./forms.js";
import { loadPart } from "./index.js";
import { placeOf } from "./lexicon.js";
import { folded } from "./names.js";
import { tokens } from "./query.js";
import { RANKING } from "./ranking.js";
import { rowOf } from "./texts.js";

/** @typedef {{type: string, name: string, of: string, url: string}} Lead */
/** @typedef {[number: string, document: number, title: string]} Point */

const SHORTEST = 3;
const SHORTEST_STEM = 4;
const SHORTEST_BEGINNING = 5;
const LONGEST_ENDING = 2;

/** Give the numbers of points in a query: those with a dot, and those after a word such as "punkt". @param {string[]} typed */
function numbersIn(typed) {
  return typed.filter((word, at) => /^\d+(\.\d+)+$/.test(word) || (/^\d{1,2}$/.test(word) && RANKING.pointing.includes(typed[at - 1])));
}

/** Load the points that have a number of the query. @param {Index} index @param {string[]} typed @returns {Promise<Point[]>} */
export async function pointsOf(index, typed) {
  const found = await Promise.all(
    numbersIn(typed).map(async (number) => {
      const file = placeOf(index.punkt.first, number);
      const points = file < 0 ? [] : await loadPart(index, "punkt", file, (/** @type {Point[]} */ data) => data);
      return points.filter((point) => point[0] === number);
    })
  );
  return found.flat();
}

/** Give the leads to points, those first that have most of the query's other words.
 * @param {Index} index @param {Columns} columns @param {Point[]} points @param {Query} asked @returns {Promise<Lead[]>} */
export async function pointLeads(index, columns, points, asked) {
  const numbers = numbersIn(asked.typed);
  const others = asked.words.filter((word) => !numbers.includes(word));
  const rows = await Promise.all(points.slice(0, RANKING.most_points).map(async ([number, document, title]) => {
    const [of, url] = await rowOf(index, document);
    const { values, of: kinds } = columns.facets.kind;
    const kind = values[kinds[document][0]];
    const said = [...tokens(of + " " + title), kind];
    const lead = { type: "punkt", name: number + " " + title, of, url: url + "#" + number };
    const met = others.filter((word) => said.some((one) => one.startsWith(word))).length;
    return { lead, met: 10 * met + (/** @type {Record<string, number>} */ (RANKING.kinds)[kind] || 1) };
  }));
  return rows.sort((a, b) => b.met - a.met).map((row) => row.lead);
}

/** Give the leads to what has a name, the surest first: the whole query, a part of it, what it begins, another form of it.
 * @param {Index} index @param {{names: Names, spans: Span[]}} meaning @param {string[]} typed @returns {Lead[]} */
export function nameLeads(index, { names, spans }, typed) {
  const whole = spans.filter((span) => span.size === typed.length);
  const longest = spans.filter((span) => !spans.some((other) => other.size > span.size && other.start <= span.start && other.start + other.size >= span.start + span.size));
  const words = typed.filter((word) => !index.stop.has(word));
  const found = [...whole, ...longest].flatMap((span) => span.places);
  if (words.length && words.every((word) => word.length >= SHORTEST)) {
    found.push(...names.places.filter((place) => place.keys.some((key) => beginsAll(key, words))));
    if (words.length === 1) found.push(...names.places.filter((place) => place.keys.some((key) => isForm(index, words[0], key))));
  }
  return found.map((place) => leadTo(place));
}

/** @param {Place} place @returns {Lead} */
function leadTo({ type, name, url }) {
  return { type, name, of: "", url };
}

/** Whether each of some words begins a word of a name. @param {string} key @param {string[]} words */
function beginsAll(key, words) {
  const own = key.split(" ");
  return words.every((word) => own.some((one) => begins(one, word) || begins(folded(one), word)));
}

/** Whether a word begins another one; a short word one that is little longer. @param {string} name @param {string} word */
function begins(name, word) {
  return name.startsWith(word) && (word.length >= SHORTEST_BEGINNING || name.length - word.length <= LONGEST_ENDING);
}

/** Whether a word is a name in another form. @param {Index} index @param {string} word @param {string} key */
function isForm(index, word, key) {
  return !key.includes(" ") && sharedStem(index.endings, word, key, SHORTEST_STEM - 1) >= SHORTEST_STEM;
}

/** Give the leads to hits whose title is what was asked for. @param {Hit[]} hits @param {Query} asked @param {Set<string>} stop @returns {Lead[]} */
export function titleLeads(hits, asked, stop) {
  const wanted = asked.words.join(" ");
  const titled = hits.filter((hit) => wanted && tokens(hit.title).filter((word) => !stop.has(word)).join(" ") === wanted);
  return titled.map((hit) => ({ type: hit.kind, name: hit.title, of: "", url: hit.url }));
}

/** Give the first of some leads, each address once. @param {Lead[]} leads @returns {Lead[]} */
export function firstLeads(leads) {
  const first = leads.filter((lead, at) => leads.findIndex((other) => other.url === lead.url) === at);
  return first.slice(0, RANKING.most_leads);
}
