/** Words that are no words of the texts, but names of pages. */
/** @import { Index } from "./index.js" */
/** @import { Names, Place } from "./names.js" */
/** @import { Unit } from "./units.js" */
import { sharedStem } from "./forms.js";
import { lookUp } from "./lexicon.js";
import { RANKING } from "./ranking.js";
import { meet, unit } from "./units.js";

const SHORTEST_NAME = 4;
const SHORTEST_BEGUN = 3;

/** Make the unit of a word that is a name, or one in another form; it is also met by the name as texts write it.
 * @param {Index} index @param {Names} names @param {string} word @returns {Promise<Unit[] | null>} */
export async function nameUnit(index, names, word) {
  const called = names.byName.has(word) ? word : formOf(index, names, word);
  if (!called) return null;
  const made = { ...unit(word), called };
  for (const place of names.byName.get(called) || []) await addWritten(index, place, made);
  return [made];
}

/** Find the name that a word is another form of. @param {Index} index @param {Names} names @param {string} word */
function formOf(index, names, word) {
  return singles(names).find((name) => sharedStem(index.endings, word, name, SHORTEST_NAME - 1) >= SHORTEST_NAME);
}

/** @param {Names} names */
export function singles(names) {
  return Array.from(names.byName.keys()).filter((name) => !name.includes(" "));
}

/** @param {Index} index @param {Place} place @param {Unit} made */
async function addWritten(index, place, made) {
  for (const key of place.keys.filter((one) => one.includes(" ")).slice(0, RANKING.most_written)) {
    const words = key.split(" ").filter((word) => !index.stop.has(word));
    const places = (await Promise.all(words.map((word) => lookUp(index, word)))).filter((one) => one !== null);
    if (places.length < words.length || !words.length) continue;
    made.every.push(places.map((one) => {
      const met = unit("");
      meet(met, one, RANKING.synonym, true);
      return met.lists;
    }));
  }
}

/** Make the unit of the names that a word begins. @param {Names} names @param {string} word @returns {Unit | null} */
export function beginningOfName(names, word) {
  if (word.length < SHORTEST_BEGUN) return null;
  const begun = singles(names).filter((name) => name.startsWith(word));
  const places = begun.flatMap((name) => names.byName.get(name) || []).filter((place) => place.facet);
  return places.length ? { ...unit(word), places, notes: [{ type: "begun", from: word, to: "" }] } : null;
}
