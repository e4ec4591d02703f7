/** From what was typed to what it means on this site. */
/** @import { Compound } from "./compounds.js" */
/** @import { Index } from "./index.js" */
/** @import { Place } from "./lexicon.js" */
/** @import { Query } from "./query.js" */
/** @import { Unit } from "./units.js" */
import { compounds, join } from "./compounds.js";
import { beginning, otherForm } from "./forms.js";
import { lookUp } from "./lexicon.js";
import { apartFrom, guessed } from "./repair.js";
import { addSynonyms } from "./synonyms.js";
import { known, meet, missing, unit } from "./units.js";

/** @typedef {{units: Unit[], joined: Compound[], excluded: (Place | null)[]}} Meaning */

/** Find what a query means. @param {Index} index @param {Query} asked @param {boolean} typing the last word may go on @returns {Promise<Meaning>} */
export async function meaningOf(index, asked, typing) {
  const distinct = Array.from(new Set(asked.words));
  const last = asked.typed[asked.typed.length - 1];
  const [joined, excluded, ...made] = await Promise.all([
    compounds(index, asked.typed),
    Promise.all(asked.without.map((word) => lookUp(index, word))),
    ...distinct.map((word) => unitsOf(index, word, typing && word === last)),
  ]);
  const firsts = new Map(distinct.map((word, at) => [word, made[at][0]]));
  join(joined, firsts);
  await addSynonyms(index, asked.typed, firsts);
  return { units: made.flat(), joined, excluded };
}

/** Make the units of a typed word: itself; or the words it begins, misspells, or is made of.
 * @param {Index} index @param {string} word @param {boolean} typing @returns {Promise<Unit[]>} */
async function unitsOf(index, word, typing) {
  const place = await lookUp(index, word);
  if (place) return [known(word, place)];
  const [other, begun] = await Promise.all([otherForm(index, word), beginning(index, word, typing)]);
  if (other || begun) {
    const made = begun && (typing || !other) ? begun : unit(word);
    if (other) meet(made, other, 1);
    return [made];
  }
  const apart = await apartFrom(index, word);
  if (apart.length) return apart;
  return word.length < 4 || /^\d+$/.test(word) ? [missing(word)] : guessed(index, word);
}
