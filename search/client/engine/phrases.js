/** Phrases in quotes: the texts themselves are asked. */
/** @import { Index } from "./index.js" */
/** @import { Query } from "./query.js" */
/** @import { Scores } from "./scoring.js" */
/** @import { Unit } from "./units.js" */
import { firstOf } from "./order.js";
import { tokens } from "./query.js";
import { RANKING } from "./ranking.js";
import { weightsOf } from "./scoring.js";
import { rowOf, textOf } from "./texts.js";

/** Keep the documents that have every phrase, of the best ones that have all its words.
 * @param {Index} index @param {Query} asked @param {number[]} documents @param {Unit[]} units @param {Scores} scores */
export async function phrased(index, { phrases }, documents, units, scores) {
  if (!phrases.length) return documents;
  const wanted = phrases.flat();
  const having = units.filter((unit) => wanted.includes(unit.word)).map((unit) => weightsOf(unit.lists, index.documents));
  const candidates = documents.filter((document) => having.every((weights) => weights[document]));
  const best = firstOf(candidates, RANKING.most_phrased, (a, b) => scores.total[b] - scores.total[a] || b - a);
  const lines = await Promise.all(best.map((document) => linesOf(index, document)));
  return best.filter((_, at) => phrases.every((phrase) => hasPhrase(lines[at], phrase))).sort((a, b) => a - b);
}

/** @param {Index} index @param {number} document */
async function linesOf(index, document) {
  const [[lead, ...sections], [title]] = await Promise.all([textOf(index, document), rowOf(index, document)]);
  const texts = [title, lead, ...sections.flatMap(([, heading, text]) => [heading, text])];
  return texts.map((text) => " " + tokens(text).join(" ") + " ");
}

/** @param {string[]} lines @param {string[]} phrase */
function hasPhrase(lines, phrase) {
  return lines.some((line) => line.includes(" " + phrase.join(" ") + " "));
}
