/** What was typed. */
import { inOne } from "./numbers.js";
import { RANKING } from "./ranking.js";

/** @typedef {{words: string[], phrases: string[][], without: string[], typed: string[]}} Query */

const PARTS = /(?:(?<=^|\s)(-))?(?:["«“”]([^"»“”]*)["»“”]|([^\s"«»“”]+))/gu;

/** Where a word may be broken at the end of a line, which is no part of it. */
export const BREAKS = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;

// A number with dots, such as that of a point or a time of the day, is one word; a date is three.
const WORD = /(?<![\d.])\d{1,3}(?:\.\d{1,3})+(?!\.?\d)|[\p{L}\p{N}]+/gu;

/** Cut text into lower-case words, as search/analysis.py does. @param {string} text @returns {string[]} */
export function tokens(text) {
  return text.replace(BREAKS, "").normalize("NFC").toLowerCase().match(WORD) || [];
}

/** Read a query: words, "phrases in quotes" and -words to leave out. @param {string} query @param {Set<string>} stop @returns {Query} */
export function parsed(query, stop) {
  /** @type {Query} */
  const read = { words: [], phrases: [], without: [], typed: [] };
  for (const [, minus, quoted, plain] of query.slice(0, RANKING.most_typed).matchAll(PARTS)) {
    const words = tokens(quoted === undefined ? plain : quoted);
    if (minus) read.without.push(...words);
    else {
      if (quoted !== undefined && words.length > 1) read.phrases.push(words);
      read.typed.push(...words);
    }
  }
  read.typed = inOne(read.typed.slice(0, RANKING.most_words));
  read.words = read.typed.filter((word) => !stop.has(word));
  return read;
}
