/** Words that are not there in any form: what they are made of, or were meant to be. */
/** @import { Index } from "./index.js" */
/** @import { NearFile } from "./lexicon.js" */
/** @import { Names } from "./names.js" */
/** @import { Unit } from "./units.js" */
import { bestRepair } from "./edits.js";
import { filesBetween, lookUp } from "./lexicon.js";
import { RANKING } from "./ranking.js";
import { singles } from "./naming.js";
import { meet, missing, unit } from "./units.js";

const SHORTEST_NEAR = 4;
const SHORTEST_RESEMBLING = 5;
const SHORTEST_MISSPELLED = 6;

/** @typedef {{words: string[], exact: boolean}} Halves */

/** Make units of the words that one is taken to mean.
 * @param {Index} index @param {Names} names @param {string} word @param {string[]} meant @param {boolean} [exact] nothing was misspelled
 * @returns {Promise<Unit[]>} */
async function repaired(index, names, word, meant, exact) {
  const places = await Promise.all(meant.map((one) => lookUp(index, one)));
  const units = places.flatMap((place, at) => {
    if (!place && !names.byName.has(meant[at])) return [];
    const made = { ...unit(word), called: meant.length === 1 ? meant[0] : word };
    if (place) meet(made, place, exact ? 1 : RANKING.repaired);
    return [made];
  });
  if (!units.length) return [missing(word)];
  units[0].notes.push({ type: exact ? "parted" : "repaired", from: word, to: meant.join(" + ") });
  return units;
}

/** Make units of the letters and the digits of a word that is written in one here and with a hyphen or a blank there: "covid19".
 * @param {Index} index @param {string} word @param {Names} names @returns {Promise<Unit[]>} */
export async function apartFrom(index, word, names) {
  for (const runs of [/^(\p{L}{2,})(\p{N}.*)$/u.exec(word)?.slice(1) || [], word.match(/\p{N}+|\p{L}+/gu) || []]) {
    if (runs.length < 2 || runs.some((run) => /^\p{L}$/u.test(run))) continue;
    const places = await Promise.all(runs.map((run) => lookUp(index, run)));
    if (places.every((place) => place)) return repaired(index, names, word, runs, true);
  }
  return [];
}

/** Make units of the word that a misspelled one resembles, or of two that it is made of.
 * @param {Index} index @param {string} word @param {Names} names @returns {Promise<Unit[]>} */
export async function guessed(index, word, names) {
  const [onward, backward] = await near(index, word);
  const called = singles(names).filter((name) => name.length >= SHORTEST_NEAR);
  const files = [...onward, ...backward, { words: called, n: "1".repeat(called.length) }];
  const repair = bestRepair(files, word, word.length < 8 ? 1 : 2);
  if (repair && repair.edits === 1) return repaired(index, names, word, [repair.word]);
  const halves = parted(onward, backward, word);
  if (halves) return repaired(index, names, word, halves.words, halves.exact);
  if (repair) return repaired(index, names, word, [repair.word]);
  const part = partOf([...onward.flatMap((file) => file.words), ...backward.flatMap((file) => file.words), ...called], word);
  return part ? repaired(index, names, word, [part]) : [missing(word)];
}

/** Give the longest word that one begins with or ends on, where nothing else can be made of it. @param {string[]} words @param {string} word */
function partOf(words, word) {
  const fits = words.filter((one) => !/\d/.test(word) && one.length >= SHORTEST_RESEMBLING && (word.startsWith(one) || word.endsWith(one)));
  return fits.sort((a, b) => b.length - a.length)[0];
}

/** Load the words whose first or last half is that of a word: one of its halves is whole if there is one mistake.
 * @param {Index} index @param {string} word @returns {Promise<[NearFile[], NearFile[]]>} */
async function near(index, word) {
  const half = Math.floor(word.length / 2);
  const [start, end] = [word.slice(0, half), reversed(word).slice(0, half)];
  const [onward, backward] = await Promise.all([
    filesBetween(index, "fram", start.slice(0, 3), start + "\uffff", 3),
    filesBetween(index, "bak", end.slice(0, 3), end + "\uffff", 3),
  ]);
  return [onward, backward.map((file) => turned(file))];
}

/** @param {string} word */
function reversed(word) {
  return Array.from(word).reverse().join("");
}

/** @param {NearFile} file @returns {NearFile} */
function turned(file) {
  if (!file.turned) file.turned = { words: file.words.map(reversed), n: file.n };
  return file.turned;
}

/** Part a word that the site does not have in two that it has, as evenly as can be; or in one that it has and one that is misspelled.
 * @param {NearFile[]} onward @param {NearFile[]} backward @param {string} word @returns {Halves | null} */
export function parted(onward, backward, word) {
  const lefts = onward.flatMap((file) => file.words.filter((one) => word.startsWith(one)));
  const rights = backward.flatMap((file) => file.words.filter((one) => word.endsWith(one)));
  /** @type {Halves | null} */
  let best = null;
  let evenness = 0;
  for (const left of lefts) {
    for (const right of rights) {
      const joint = word.slice(left.length, word.length - right.length);
      const even = Math.min(left.length, right.length) - (joint ? 0.5 : 0);
      if (left.length + right.length + joint.length === word.length && /^[se]?$/.test(joint) && even > evenness) {
        best = { words: [left, right], exact: true };
        evenness = even;
      }
    }
  }
  return best || misspelledHalf(onward, backward, lefts, rights, word);
}

/** @param {NearFile[]} onward @param {NearFile[]} backward @param {string[]} lefts @param {string[]} rights @param {string} word @returns {Halves | null} */
function misspelledHalf(onward, backward, lefts, rights, word) {
  const longest = (/** @type {string[]} */ words) => words.filter((one) => word.length - one.length >= SHORTEST_MISSPELLED).sort((a, b) => b.length - a.length)[0];
  const [left, right] = [longest(lefts), longest(rights)];
  const last = left && bestRepair(backward, word.slice(left.length), 1);
  if (left && last) return { words: [left, last.word], exact: false };
  const first = right && bestRepair(onward, word.slice(0, -right.length), 1);
  return right && first ? { words: [first.word, right], exact: false } : null;
}
