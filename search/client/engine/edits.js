/** Which words resemble one that is not there. */
/** @import { NearFile } from "./lexicon.js" */

/** Count the edits between two words (a letter more, less, other, or two swapped), giving up beyond a limit.
 * Optimal string alignment; Damerau 1964. @param {string} a @param {string} b @param {number} limit */
export function edits(a, b, limit) {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  /** @type {number[]} */
  let before = [];
  let above = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > limit) return limit + 1;
    [before, above] = [above, row];
  }
  return above[b.length];
}

/** Give the word with the fewest edits, and of those the one in most documents.
 * @param {NearFile[]} files @param {string} word @param {number} limit @returns {{word: string, edits: number} | null} */
export function bestRepair(files, word, limit) {
  /** @type {{word: string, edits: number} | null} */
  let best = null;
  let most = -1;
  for (const file of files) {
    for (let at = 0; at < file.words.length; at++) {
      const other = file.words[at];
      if (Math.abs(other.length - word.length) > limit) continue;
      const count = edits(word, other, limit);
      const size = parseInt(file.n[at], 36);
      if (count > limit || (best && count === best.edits && size <= most)) continue;
      best = { word: other, edits: count };
      limit = count;
      most = size;
    }
  }
  return best;
}
