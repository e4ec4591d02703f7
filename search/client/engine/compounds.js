/** Compounds that were typed in two words. */
/** @import { Index } from "./index.js" */
/** @import { Place } from "./lexicon.js" */
/** @import { Unit } from "./units.js" */
import { otherForm } from "./forms.js";
import { lookUp } from "./lexicon.js";
import { RANKING } from "./ranking.js";
import { meet } from "./units.js";

/** @typedef {{both: string[], place: Place}} Compound */

/** Find the compounds that neighbours make, in the form they have here. @param {Index} index @param {string[]} typed @returns {Promise<Compound[]>} */
export async function compounds(index, typed) {
  if (typed.length > RANKING.most_joined) return [];
  const pairs = typed.slice(1).flatMap((second, at) => pairsOf(typed[at], second));
  const places = await Promise.all(
    pairs.map(async ({ first, whole }) => (await lookUp(index, whole)) || otherForm(index, whole, first.length + 2, true))
  );
  return pairs.flatMap(({ both }, at) => {
    const place = places[at];
    return place ? [{ both, place }] : [];
  });
}

/** Give the words that two neighbours may make, two numbers none. @param {string} left @param {string} right */
function pairsOf(left, right) {
  const both = [left, right];
  if (both.every((word) => /^[\d.]+$/.test(word))) return [];
  return ["", "s", "e"].map((joint) => ({ both, first: left + joint, whole: left + joint + right }));
}

/** Let neighbours be met by the compound that was typed in two words. @param {Compound[]} found @param {Map<string, Unit>} units */
export function join(found, units) {
  for (const { both, place } of found) {
    for (const word of both) {
      const met = units.get(word);
      if (!met) continue;
      meet(met, place, 1, true);
      met.notes = met.notes.filter((note) => note.type === "also");
    }
  }
}
