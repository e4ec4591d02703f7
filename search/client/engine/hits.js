/** What a search gives of a document. */
/** @import { Columns } from "./decoding.js" */
/** @import { Index } from "./index.js" */
/** @import { Hit } from "./interface.js" */
/** @import { Place } from "./names.js" */
/** @import { Newest } from "./newest.js" */
/** @import { Text } from "./texts.js" */
import { dateOf } from "./facets.js";
import { excerptOf } from "./excerpts.js";
import { bestSection, matchedIn } from "./marks.js";
import { carriedBy } from "./names.js";
import { documentOf, rowOf, textOf } from "./texts.js";

/** @type {WeakMap<Hit, {index: Index, document: number, seen: Set<string>}>} */
const origins = new WeakMap();

/** @param {Index} index @param {Columns} columns @param {number} document @param {number} score @param {Set<string>} seen
 * @param {Place[]} places those that were asked for @returns {Promise<Hit>} */
export async function hit(index, columns, document, score, seen, places) {
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
    names: carriedBy(places, columns, document),
  };
  origins.set(made, { index, document, seen });
  return made;
}

/** Give a hit the passage that matched best, and where on its page it stands.
 * @param {Hit} found @returns {Promise<Hit>} */
export async function complete(found) {
  const origin = origins.get(found);
  return origin ? excerpted(found, await textOf(origin.index, origin.document), origin.seen) : found;
}

/** Do the same later, when there may be a newer index. A document that is no longer in the archive has no passage.
 * @param {Hit} found @param {Newest} newest @returns {Promise<Hit>} */
export async function excerpt(found, newest) {
  const origin = origins.get(found);
  if (!origin || found.excerpt) return found;
  const text = await newest.using(origin.index, async (index) => {
    const document = index === origin.index ? origin.document : await documentOf(index, found.url, origin.document);
    return document === null ? null : textOf(index, document);
  });
  return text ? excerpted(found, text, origin.seen) : found;
}

/** @param {Hit} found @param {Text} text @param {Set<string>} seen @returns {Hit} */
function excerpted(found, [lead, ...sections], seen) {
  const best = bestSection(sections, seen);
  found.anchor = best ? best[0] : "";
  found.section = best ? best[1] : "";
  found.excerpt = (best && excerptOf(best[2], seen)) || lead;
  found.matched = matchedIn([found.title, lead, ...sections.map(([, heading, text]) => heading + " " + text)].join(" "), seen);
  return found;
}
