/** Names that lead somewhere, and the documents that carry them; ../../names.py is the same in Python. */
/** @import { Columns } from "./decoding.js" */
/** @import { Index } from "./index.js" */
/** @import { Unit } from "./units.js" */
import { loadPart } from "./index.js";

/** @typedef {{type: string, name: string, url: string, facet: string, value: string, keys: string[]}} Place a page and what it is called */
/** @typedef {{facets: Record<string, string>, rows: [type: string, name: string, url: string, value: string, keys: string][]}} PackedNames */
/** @typedef {{places: Place[], byName: Map<string, Place[]>}} Names places by every way to write their names */
/** @typedef {{start: number, size: number, places: Place[]}} Span words of a query that are a name */

const SHORTEST_JOINED = 6;
const LONGEST_NAME = 12;
/** @type {Record<string, string>} */
const PLAIN = { æ: "ae", ø: "o", å: "a" };

/** @param {Index} index @returns {Promise<Names>} */
export function loadNames(index) {
  return loadPart(index, "navn", 0, unpackNames);
}

/** @param {PackedNames} data @returns {Names} */
function unpackNames({ facets, rows }) {
  const places = rows.map(([type, name, url, value, keys]) => ({ type, name, url, facet: facets[type] || "", value, keys: keys.split("|") }));
  /** @type {Names["byName"]} */
  const byName = new Map();
  for (const place of places) {
    for (const way of new Set(place.keys.flatMap(waysOf))) byName.set(way, [...(byName.get(way) || []), place]);
  }
  return { places, byName };
}

/** Give the ways to write a name: as it is, with the letters a to z only, and in one word. @param {string} name */
function waysOf(name) {
  const joined = name.replaceAll(" ", "");
  const ways = joined !== name && joined.length >= SHORTEST_JOINED ? [name, joined] : [name];
  return ways.flatMap((way) => [way, folded(way)]);
}

/** @param {string} text */
export function folded(text) {
  return text.replace(/[æøå]/g, (letter) => PLAIN[letter]).normalize("NFKD").replace(/\p{M}/gu, "");
}

/** Find the names in a query, the longest first; also those that are one word and were typed in several. @param {Names} names @param {string[]} typed @returns {Span[]} */
export function spansOf(names, typed) {
  const spans = [];
  for (let size = Math.min(typed.length, LONGEST_NAME); size > 0; size--) {
    for (let start = 0; start + size <= typed.length; start++) {
      const run = typed.slice(start, start + size);
      const places = names.byName.get(run.join(" ")) || names.byName.get(run.join(""));
      if (places) spans.push({ start, size, places });
    }
  }
  return spans;
}

/** Let the words of names be met by the documents that carry them. @param {Span[]} spans @param {string[]} typed @param {Map<string, Unit>} units */
export function addNames(spans, typed, units) {
  for (const { start, size, places } of spans) {
    for (const word of typed.slice(start, start + size)) units.get(word)?.places.push(...places.filter((place) => place.facet));
  }
}

/** Tell which documents carry one of some names. @param {Place[]} places @param {Columns} columns @returns {Uint8Array} */
export function carriersOf(places, columns) {
  const carries = new Uint8Array(columns.days.length);
  for (const { facet, value } of places) {
    const column = columns.facets[facet];
    const number = column ? column.values.indexOf(value) : -1;
    if (number >= 0) column.of.forEach((values, document) => values.includes(number) && (carries[document] = 1));
  }
  return carries;
}

/** Give the names that a document carries, of those that were asked for. @param {Place[]} places @param {Columns} columns @param {number} document */
export function carriedBy(places, columns, document) {
  const carried = places.filter(({ facet, value }) => {
    const column = columns.facets[facet];
    return facet !== "sender" && column?.of[document].includes(column.values.indexOf(value));
  });
  return Array.from(new Set(carried.map((place) => place.name)));
}
