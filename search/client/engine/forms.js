/** Words that are not there as they were typed, and are there with another ending, or longer. */
/** @import { Index } from "./index.js" */
/** @import { Place } from "./lexicon.js" */
/** @import { Unit } from "./units.js" */
import { filesBetween, placed, placeOf } from "./lexicon.js";
import { RANKING } from "./ranking.js";
import { meet, unit } from "./units.js";

// After every letter.
const LAST = "\uffff";

/** Find a word that is the same but for its ending, the longest stem first.
 * @param {Index} index @param {string} word @param {number} [least] how long the stem must be
 * @param {boolean} [near] only where the word itself would stand @returns {Promise<Place | null>} */
export async function otherForm(index, word, least = 3, near = false) {
  const stem = word.slice(0, Math.max(least, word.length - 6));
  let longest = least - 1;
  let best = null;
  for (const file of await filesBetween(index, "ord", near ? word : stem, word + LAST, near ? 1 : 2)) {
    for (let at = Math.max(0, placeOf(file.words, stem)); at < file.words.length && file.words[at] <= stem + LAST; at++) {
      const shared = sharedStem(index.endings, word, file.words[at], longest);
      if (shared > longest) {
        best = { file, at };
        longest = shared;
      }
    }
  }
  return best && placed(index, best.file, best.at);
}

/** Count the letters of the stem that two words share if they differ in ending alone, else 0; what a word is the genitive of
 * comes first. @param {Set<string>} endings @param {string} word @param {string} other @param {number} least */
export function sharedStem(endings, word, other, least) {
  if (word === other + "s") return word.length + 1;
  let same = 0;
  while (same < word.length && word[same] === other[same]) same++;
  for (let at = same; at > least; at--) if (endings.has(word.slice(at)) && endings.has(other.slice(at))) return at;
  return 0;
}

/** Find the words that one begins: any while it is being typed, else only little longer ones.
 * @param {Index} index @param {string} word @param {boolean} typing @returns {Promise<Unit | null>} */
export async function beginning(index, word, typing) {
  if (word.length < (typing ? 2 : 4)) return null;
  const made = unit(word);
  let left = RANKING.most_expanded;
  for (const file of await filesBetween(index, "ord", word, word + LAST, typing ? 3 : 1)) {
    for (let at = placeOf(file.words, word) + 1; at < file.words.length && file.words[at].startsWith(word) && left; at++) {
      if (!typing && file.words[at].length - word.length > 4) continue;
      const place = await placed(index, file, at);
      if (place) meet(made, place, RANKING.begun, true);
      left--;
    }
  }
  if (!made.lists.length) return null;
  made.notes.push({ type: "begun", from: word, to: "" });
  return made;
}
