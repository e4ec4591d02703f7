/** What a search gives of a document. */
/** @import { Columns } from "./decoding.js" */
/** @import { Index } from "./index.js" */
/** @import { Hit } from "./interface.js" */
import { dateOf } from "./facets.js";
import { bestSection, excerptOf, matchedIn } from "./marks.js";
import { rowOf, textOf } from "./texts.js";

/** @type {WeakMap<Hit, {index: Index, document: number, seen: Set<string>}>} */
const origins = new WeakMap();

/** @param {Index} index @param {Columns} columns @param {number} document @param {number} score @param {Set<string>} seen @returns {Promise<Hit>} */
export async function hit(index, columns, document, score, seen) {
  const [title, url] = await rowOf(index, document);
  const value = (/** @type {string} */ facet, /** @type {"values" | "names"} */ as) => {
    const column = columns.facets[facet];
    return column.of[document].length ? column[as][column.of[document][0]] : "";
  };
  /** @type {Hit} */
  const made = {
    url,
    title,
    kind: value("kind", "values"),
    date: dateOf(columns.days[document]),
    sender: value("sender", "names"),
    status: value("status", "values"),
    lang: value("lang", "values"),
    score,
    excerpt: "",
    anchor: "",
    section: "",
    matched: matchedIn(title, seen),
  };
  origins.set(made, { index, document, seen });
  return made;
}

/** Give a hit the passage that matched best, and where on its page it stands; `search` does so unless told not to.
 * @param {Hit} found @returns {Promise<Hit>} */
export async function excerpt(found) {
  const origin = origins.get(found);
  if (!origin || found.excerpt) return found;
  const { index, document, seen } = origin;
  const [lead, ...sections] = await textOf(index, document);
  const best = bestSection(sections, seen);
  found.anchor = best ? best[0] : "";
  found.section = best ? best[1] : "";
  found.excerpt = (best && excerptOf(best[2], seen)) || lead;
  found.matched = matchedIn([found.title, lead, ...sections.map(([, heading, text]) => heading + " " + text)].join(" "), seen);
  return found;
}
