/** From what was typed to what it means on this site. */
/** @import { Compound } from "./compounds.js" */
/** @import { Index } from "./index.js" */
/** @import { Place } from "./lexicon.js" */
/** @import { Names, Span } from "./names.js" */
/** @import { Query } from "./query.js" */
/** @import { Unit } from "./units.js" */
import { compounds, join } from "./compounds.js";
import { beginning, otherForm } from "./forms.js";
import { lookUp } from "./lexicon.js";
import { addNames, spansOf } from "./names.js";
import { groupsOf } from "./numbers.js";
import { apartFrom, guessed } from "./repair.js";
import { addSynonyms } from "./synonyms.js";
import { beginningOfName, nameUnit } from "./naming.js";
import { known, letter, meet, missing, unit } from "./units.js";

/** @typedef {{units: Unit[], joined: Compound[], excluded: (Place | null)[], names: Names, spans: Span[]}} Meaning */

/** Find what a query means. @param {Index} index @param {Query} asked @param {boolean} typing the last word may go on
 * @param {Promise<Names>} naming @returns {Promise<Meaning>} */
export async function meaningOf(index, asked, typing, naming) {
  const distinct = Array.from(new Set(asked.words));
  const last = asked.typed[asked.typed.length - 1];
  const [joined, excluded, names, ...made] = await Promise.all([
    compounds(index, asked.typed),
    Promise.all(asked.without.map((word) => lookUp(index, word))),
    naming,
    ...distinct.map((word) => unitsOf(index, word, typing && word === last, naming)),
  ]);
  const firsts = new Map(distinct.flatMap((word, at) => (made[at].length ? [[word, made[at][0]]] : [])));
  join(joined, firsts);
  await addSynonyms(index, asked.typed, firsts);
  const called = asked.typed.map((word) => firsts.get(word)?.called ?? word);
  const repaired = called.join(" ") === asked.typed.join(" ") ? [] : spansOf(names, called);
  const spans = [...spansOf(names, asked.typed), ...repaired];
  addNames(spans, asked.typed, firsts);
  return { units: made.flat(), joined, excluded, names, spans };
}

/** Make the units of a typed word: itself; a number or code in groups; a name; or the words it begins, misspells, or is made of.
 * @param {Index} index @param {string} word @param {boolean} typing @param {Promise<Names>} naming @returns {Promise<Unit[]>} */
async function unitsOf(index, word, typing, naming) {
  const [place, groups] = await Promise.all([lookUp(index, word), groupsOf(index, word)]);
  if (/^\p{L}$/u.test(word)) return [letter(word, place)];
  if (place || groups) {
    const made = place ? known(word, place) : unit(word);
    if (groups) made.every.push(groups);
    return [made];
  }
  const names = await naming;
  return (await nameUnit(index, names, word)) || unlike(index, word, typing, names);
}

/** Make the units of a word that is not there. @param {Index} index @param {string} word @param {boolean} typing @param {Names} names */
async function unlike(index, word, typing, names) {
  const [other, begun] = await Promise.all([otherForm(index, word), beginning(index, word, typing)]);
  if (other || begun) {
    const made = begun && (typing || !other) ? begun : unit(word);
    if (other) {
      meet(made, other, 1);
      made.notes = [];
    }
    return [made];
  }
  const begunName = typing && beginningOfName(names, word);
  if (begunName) return [begunName];
  const apart = await apartFrom(index, word, names);
  if (apart.length) return apart;
  return word.length < 4 || /^[\d.]+$/.test(word) ? [missing(word)] : guessed(index, word, names);
}
