/** What a reader has chosen among the documents, and what there is to choose. */
/** @import { Column, Columns } from "./decoding.js" */
/** @import { Count, Options } from "./interface.js" */

const DAY = 86400000;

/** @param {string | undefined} date @param {number} without @returns {number} */
function dayOf(date, without) {
  const time = date ? Date.parse(date) : NaN;
  return Number.isNaN(time) ? without : Math.floor(time / DAY);
}

/** @param {number} day @returns {string} as ISO 8601 */
export function dateOf(day) {
  return day ? new Date(day * DAY).toISOString().slice(0, 10) : "";
}

/** @type {Map<number, string>} */
const years = new Map();

/** @param {number} day @returns {string} */
function yearOf(day) {
  if (!day) return "";
  const known = years.get(day);
  if (known) return known;
  const year = String(new Date(day * DAY).getUTCFullYear());
  years.set(day, year);
  return year;
}

/**
 * Give each document the facet it fails ("*" for more than one), so that a facet can be counted as if it were not chosen.
 * @param {Columns} columns @param {Options} options @returns {(string | null)[]}
 */
export function failures(columns, options) {
  const days = columns.days;
  /** @type {(string | null)[]} */
  const failed = new Array(days.length).fill(null);
  for (const [facet, wanted] of Object.entries(options.filters || {}).filter((entry) => entry[1].length)) {
    const fits = facet === "year" ? fitsYear(days, wanted) : fitsColumn(Object.hasOwn(columns.facets, facet) ? columns.facets[facet] : undefined, wanted);
    for (let document = 0; document < days.length; document++) {
      if (!fits(document)) failed[document] = failed[document] === null ? facet : "*";
    }
  }
  const from = dayOf(options.from, -Infinity);
  const to = Math.min(dayOf(options.to, Infinity), dayOf(options.asOf, Infinity));
  for (let document = 0; document < days.length; document++) if (days[document] < from || days[document] > to) failed[document] = "*";
  return failed;
}

/** @param {Int32Array} days @param {string[]} wanted @returns {(document: number) => boolean} */
function fitsYear(days, wanted) {
  return (document) => wanted.includes(yearOf(days[document]));
}

/** @param {Column | undefined} column none where the archive has no such facet @param {string[]} wanted @returns {(document: number) => boolean} */
function fitsColumn(column, wanted) {
  if (!column) return () => false;
  const numbers = new Set(wanted.map((value) => column.values.indexOf(value)));
  return (document) => column.of[document].some((n) => numbers.has(n));
}

/** Count the values of every facet among the documents that match.
 * @param {Columns} columns @param {number[]} documents @param {(string | null)[]} failed @returns {Record<string, Count[]>} */
export function countFacets(columns, documents, failed) {
  /** @type {Record<string, Count[]>} */
  const facets = {};
  for (const [facet, column] of Object.entries(columns.facets)) facets[facet] = countColumn(column, documents, failed, facet);
  facets.year = countYears(columns.days, documents, failed);
  return facets;
}

/** @param {Column} column @param {number[]} documents @param {(string | null)[]} failed @param {string} facet @returns {Count[]} the most frequent first */
function countColumn(column, documents, failed, facet) {
  const counts = new Int32Array(column.values.length);
  for (const document of documents) {
    if (failed[document] === null || failed[document] === facet) for (const value of column.of[document]) counts[value]++;
  }
  const found = column.values.map((value, n) => ({ value, name: column.names[n], count: counts[n] })).filter((one) => one.count);
  return found.sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}

/** @param {Int32Array} days @param {number[]} documents @param {(string | null)[]} failed @returns {Count[]} the newest first */
function countYears(days, documents, failed) {
  /** @type {Record<string, number>} */
  const counts = {};
  for (const document of documents) {
    const year = yearOf(days[document]);
    if (year && (failed[document] === null || failed[document] === "year")) counts[year] = (counts[year] || 0) + 1;
  }
  return Object.keys(counts).sort().reverse().map((value) => ({ value, name: value, count: counts[value] }));
}
