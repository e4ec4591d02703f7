/** Looking words up in the files that hold them. */
/** @import { Index } from "./index.js" */
import { frontDecoded } from "./decoding.js";
import { loadPart } from "./index.js";

/**
 * A range of the lexicon.
 * @typedef {object} WordFile
 * @property {string[]} words in order
 * @property {(number | number[] | string)[]} t the terms of each word, its own first, or the word whose lists it has
 * @property {string} e which list of its term holds just the word, or 0
 * @property {string[][]} l the lists of each term, of compounds with it first
 * @property {Record<string, string>} also words of a term that stand in other files
 * @property {number[]} nn the words that are only nynorsk
 * @property {number[]} nb the words that are only bokmål
 */
/** @typedef {{words: string[], n: string, turned?: NearFile}} NearFile words in order, and how many documents have each */
/** @typedef {{ord: WordFile, fram: NearFile, bak: NearFile}} WordFiles */
/** @typedef {{file: WordFile, terms: number[], exact: number, variety: string}} Place */

/** Find the last place where sorted[place] <= word. @param {string[]} sorted @param {string} word */
export function placeOf(sorted, word) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= word) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Load the files of a part that hold the words from one to another, a few at most.
 * @template {keyof WordFiles} P
 * @param {Index} index @param {P} part @param {string} from @param {string} to @param {number} most @returns {Promise<WordFiles[P][]>} */
export function filesBetween(index, part, from, to, most) {
  const { first: firsts, files } = index[part];
  const first = Math.max(0, placeOf(firsts, from));
  const last = Math.min(Math.max(first, placeOf(firsts, to)), first + most - 1, files.length - 1);
  const numbers = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
  const unpack = (/** @type {WordFiles[P] & {w: string}} */ file) => ({ ...file, words: frontDecoded(file.w) });
  return Promise.all(numbers.map((number) => loadPart(index, part, number, unpack)));
}

/** Look a word up in the lexicon. @param {Index} index @param {string} word @returns {Promise<Place | null>} */
export async function lookUp(index, word) {
  const [file] = await filesBetween(index, "ord", word, word, 1);
  const at = file ? placeOf(file.words, word) : -1;
  return at >= 0 && file.words[at] === word ? placed(index, file, at) : null;
}

/** Give what a word of a file means; its lists may lie with another word.
 * @param {Index} index @param {WordFile} file @param {number} at @returns {Promise<Place | null>} */
export async function placed(index, file, at) {
  const terms = file.t[at];
  const own = { exact: parseInt(file.e[at], 36), variety: varietyOf(file, at) };
  if (typeof terms !== "string") return { file, terms: typeof terms === "number" ? [terms] : terms, ...own };
  const home = await lookUp(index, terms);
  return home && { ...home, ...own };
}

/** @param {WordFile} file @param {number} at */
function varietyOf(file, at) {
  if (file.nn.includes(at)) return "nn";
  return file.nb.includes(at) ? "nb" : "";
}
