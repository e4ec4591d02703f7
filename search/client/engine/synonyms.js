/** Synonyms of several words: "kommunal akutt døgnplass" and "kad". */
/** @import { Index } from "./index.js" */
/** @import { Place } from "./lexicon.js" */
/** @import { Unit } from "./units.js" */
import { lookUp } from "./lexicon.js";
import { tokens } from "./query.js";
import { RANKING } from "./ranking.js";
import { meet, unit } from "./units.js";

/** Let words be met by the phrases that mean the same, and the words of a phrase by what means the same as it.
 * @param {Index} index @param {string[]} typed @param {Map<string, Unit>} units */
export async function addSynonyms(index, typed, units) {
  const line = " " + typed.join(" ") + " ";
  for (const group of index.phrases) {
    for (const one of group.filter((name) => line.includes(" " + tokens(name).join(" ") + " "))) {
      const met = tokens(one).flatMap((word) => units.get(word) || []);
      for (const other of met.length ? group.filter((name) => name !== one) : []) await addSynonym(index, met, one, other);
    }
  }
}

/** @param {Index} index @param {Unit[]} units those of the words that were typed @param {string} typed @param {string} other */
async function addSynonym(index, units, typed, other) {
  const words = tokens(other).filter((word) => !index.stop.has(word));
  const places = (await Promise.all(words.map((word) => lookUp(index, word)))).filter((place) => place !== null);
  if (places.length < words.length) return;
  const made = places.map((place) => metBy(place));
  made.flatMap((one) => [...one.seen]).forEach((word) => units[0].seen.add(word));
  if (made.length) for (const met of units) met.every.push(made.map((one) => one.lists));
  // Another form of the same is not told of.
  if (other.slice(0, 3) !== typed.slice(0, 3)) units[0].notes.push({ type: "also", from: typed, to: other });
}

/** @param {Place} place */
function metBy(place) {
  const made = unit("");
  meet(made, place, RANKING.synonym, true);
  return made;
}
