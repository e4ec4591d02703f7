/** What the search page says. */
/** @import { Note } from "../engine/interface.js" */

export const texts = window.FagarkivTekster;
export const FACETS = window.FagarkivFasetter;
const MOST_SAID = 80;
const MOST_ALSO = 3;
/** @type {Record<string, string>} */
const SAID = { repaired: "js_repaired", parted: "js_parted", begun: "js_begun" };

/** @param {string} text @param {Record<string, unknown>} values */
export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** Say how much was found, and how. @param {{total: number, notes: Note[]}} answer @param {string} query @param {boolean} narrowed */
export function sayAnswer({ total, notes }, query, narrowed) {
  if (!total && notes.some((one) => one.type === "stop")) return fill(texts.js_stop, { query: shortened(query) });
  return [summary(total, query, narrowed), ...(total ? notesOf(notes) : [])].join(". ");
}

/** @param {number} total @param {string} query @param {boolean} narrowed */
function summary(total, query, narrowed) {
  if (!total) return fill(narrowed && query ? texts.js_filtered : texts.js_no_hits, { query: shortened(query) });
  return total === 1 ? texts.js_one_hit : fill(texts.js_hits, { count: total });
}

/** @param {string} query */
function shortened(query) {
  const letters = Array.from(query);
  return letters.length > MOST_SAID ? letters.slice(0, MOST_SAID).join("") + " …" : query;
}

/** Tell what else was searched for, what was taken for something else, and what was not found, each thing once. @param {Note[]} notes */
function notesOf(notes) {
  const also = quoted(notes.filter((one) => one.type === "also").map((one) => one.to).slice(0, MOST_ALSO));
  const without = quoted(notes.filter((one) => one.type === "missing").map((one) => one.from));
  return [
    ...notes.flatMap((one) => (one.type in SAID ? [fill(texts[SAID[one.type]], { ...one })] : [])),
    also && fill(texts.js_also, { words: also }),
    without && fill(texts.js_missing, { words: without }),
  ].filter(Boolean);
}

/** @param {string[]} words */
function quoted(words) {
  return [...new Set(words.map((one) => "«" + one + "»"))].join(", ");
}

/** Say that a search failed. */
export function failure() {
  return navigator.onLine ? texts.js_failed : texts.js_offline;
}

/** @param {string} date as ISO 8601 */
export function written(date) {
  const [year, month, day] = date.split("-").map(Number);
  const locale = document.documentElement.lang === "nn" ? "nn-NO" : "nb-NO";
  return new Date(year, month - 1, day).toLocaleDateString(locale, { day: "numeric", month: "long", year: "numeric" });
}

/** @param {string} facet @param {{value: string, name: string}} one */
export function nameOf(facet, one) {
  return texts[facet + "_" + one.value] || texts["value_" + facet + "_" + one.value] || one.name;
}
