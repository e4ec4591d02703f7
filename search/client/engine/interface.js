/** What any page may use; docs/innbygging.md explains every name. */
import { excerpt } from "./hits.js";
import { Loader } from "./loading.js";
import { marks } from "./marks.js";
import { Newest } from "./newest.js";
import { checked, checkMarks } from "./options.js";
import { find } from "./search.js";

/**
 * How to search.
 * @typedef {object} Options
 * @property {number} [limit] how many hits; ten
 * @property {number} [offset] how many hits to pass over
 * @property {Record<string, string[]>} [filters] values of facets; one of each facet must fit
 * @property {string} [from] the first day, as ISO 8601
 * @property {string} [to] the last day
 * @property {string} [asOf] as it was on this day
 * @property {"relevance" | "newest" | "oldest"} [sort] what comes first
 * @property {boolean} [prefix] false where the last word is typed to its end
 * @property {boolean} [weak] false to leave out hits that lack much of the query, true to put them last; without it, they come
 * where their scores put them
 * @property {boolean} [excerpts] false where `excerpt` asks for them later
 */
/**
 * A document that was found.
 * @typedef {object} Hit
 * @property {string} url from the archive's root
 * @property {string} title as it was written
 * @property {string} kind what sort of document it is
 * @property {string} date as ISO 8601, or nothing
 * @property {string} sender who stands behind it, or nothing
 * @property {string} status whether it applies
 * @property {string} lang nb or nn
 * @property {number} score more is better
 * @property {string} excerpt the passage that matched best
 * @property {string} anchor where on the page that is
 * @property {string} section the heading above it
 * @property {string[]} matched words to be marked
 * @property {string[]} names of what was asked for that it carries, such as a municipality, besides its sender
 */
/**
 * What was done with a word.
 * @typedef {object} Note
 * @property {"missing" | "repaired" | "parted" | "begun" | "also" | "stop"} type not found, taken for another, for two, for
 * the beginning of others, searched for as another too, or nothing but common words
 * @property {string} from as it was typed
 * @property {string} to as it was understood
 */
/** @typedef {{value: string, name: string, count: number}} Count */
/** @import { Lead } from "./leads.js" */
/** @typedef {{total: number, weak: number, hits: Hit[], leads: Lead[], facets: Record<string, Count[]>, notes: Note[]}} Found */
/** @typedef {ReturnType<typeof opened>} Interface */

/** Give what searches an archive. @param {string} root its address @param {(url: string) => Promise<void>} run what runs a script */
export function opened(root, run) {
  const loader = new Loader(root, run);
  const newest = new Newest(loader);
  return {
    take: loader.take.bind(loader),
    /** Search the archive. @param {string} query what was typed @param {Options} [options] @returns {Promise<Found>} */
    search: async (query, options = {}) => {
      const asked = checked(query, options);
      return newest.using(await newest.index(), (index) => find(index, query, asked));
    },
    /** Give a hit the passage that matched best. @param {Hit} found @returns {Promise<Hit>} */
    excerpt: (found) => excerpt(found, newest),
    /** Give the words of a text that should be marked, as ranges. @param {string} text @param {string[]} matched */
    marks: (text, matched) => {
      checkMarks(text, matched);
      return marks(text, matched);
    },
    root,
    ready: () => newest.index(),
  };
}
