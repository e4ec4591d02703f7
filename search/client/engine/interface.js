/** What any page may use; docs/innbygging.md explains every name. */
import { excerpt } from "./hits.js";
import { loadIndex } from "./index.js";
import { Loader } from "./loading.js";
import { marks } from "./marks.js";
import { find } from "./search.js";

/** @import { Note } from "./units.js" */

/**
 * How to search.
 * @typedef {object} Options
 * @property {number} [limit]
 * @property {number} [offset]
 * @property {Record<string, string[]>} [filters]
 * @property {string} [from]
 * @property {string} [to]
 * @property {string} [asOf]
 * @property {"relevance" | "newest" | "oldest"} [sort]
 * @property {boolean} [prefix]
 * @property {boolean} [excerpts]
 */
/**
 * A document that was found.
 * @typedef {object} Hit
 * @property {string} url
 * @property {string} title
 * @property {string} kind
 * @property {string} date
 * @property {string} sender
 * @property {string} status
 * @property {string} lang
 * @property {number} score
 * @property {string} excerpt
 * @property {string} anchor
 * @property {string} section
 * @property {string[]} matched
 */
/** @typedef {{value: string, name: string, count: number}} Count */
/** @typedef {{total: number, hits: Hit[], facets: Record<string, Count[]>, notes: Note[]}} Found */
/** @typedef {ReturnType<typeof opened>} Interface */

/** Give what searches an archive. @param {string} root its address @param {(url: string) => Promise<void>} run what runs a script */
export function opened(root, run) {
  const loader = new Loader(root, run);
  return {
    take: loader.take.bind(loader),
    /** Search the archive. @param {string} query what was typed @param {Options} [options] @returns {Promise<Found>} */
    search: async (query, options = {}) => find(await loadIndex(loader), query, options),
    excerpt,
    marks,
    root,
    ready: () => loadIndex(loader),
  };
}
