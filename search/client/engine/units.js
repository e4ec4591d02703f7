/** A word of the query, and everything that meets it. */
/** @import { Note } from "./interface.js" */
/** @import { Place } from "./lexicon.js" */
/** @import { Place as Named } from "./names.js" */
import { RANKING } from "./ranking.js";

/** @typedef {{packed: string, share: number}} List */
/**
 * @typedef {object} Unit
 * @property {string} word as it was typed
 * @property {string} just the list of just this word, where there is one
 * @property {List[]} lists all that meet it
 * @property {List[][][]} every those of phrases that mean the same: all words must be there
 * @property {Set<string>} seen words to be marked
 * @property {string} variety of a word that is only bokmål or only nynorsk
 * @property {Note[]} notes what a reader is told of it
 * @property {string} called the word that it is taken to be
 * @property {Named[]} places pages whose name it is, or a part of
 * @property {boolean} weak it helps, but what has nothing else is not found by it
 * @property {number[]} having documents that have a point with this number
 */

/** @param {string} word @returns {Unit} */
export function unit(word) {
  return { word, just: "", lists: [], every: [], seen: new Set([word]), variety: "", notes: [], called: word, places: [], having: [], weak: false };
}

/** Let a unit be met by what stands at a place of the lexicon.
 * @param {Unit} met @param {Place} place @param {number} share @param {boolean} [whole] compounds do not count */
export function meet(met, { file, terms }, share, whole) {
  terms.forEach((term, order) => {
    const own = order ? share * RANKING.synonym : share;
    file.l[term].forEach((packed, number) => {
      if (packed && number) met.lists.push({ packed, share: own });
      else if (packed && !whole) met.lists.push({ packed, share: own * RANKING.within });
    });
    (file.also[term] || "").split(" ").forEach((word) => word && met.seen.add(word));
    file.t.forEach((other, at) => {
      if (other === term || (Array.isArray(other) && other[0] === term)) met.seen.add(file.words[at]);
    });
  });
}

/** Make the unit of a word that the lexicon has. @param {string} word @param {Place} place @returns {Unit} */
export function known(word, place) {
  const made = unit(word);
  const { file, exact, variety } = place;
  const first = place.terms[0];
  meet(made, place, 1);
  if (exact) made.just = file.l[first][exact];
  made.variety = variety;
  const other = (file.also[first] || "").split(" ").find((one) => one && one.slice(0, 3) !== word.slice(0, 3));
  if (other) made.notes.push({ type: "also", from: word, to: other });
  return made;
}

/** Make the unit of one letter, such as the first part of "e-resept": met by just itself, and no reason to be found.
 * @param {string} word @param {Place | null} place @returns {Unit} */
export function letter(word, place) {
  const made = { ...unit(word), weak: true };
  const just = place && place.exact ? place.file.l[place.terms[0]][place.exact] : "";
  if (just) made.lists.push({ packed: just, share: 1 });
  return made;
}

/** @param {string} word @returns {Unit} */
export function missing(word) {
  return { ...unit(word), notes: [{ type: "missing", from: word, to: "" }] };
}
