/**
 * The index as it is now. An archive may get a new release while a page is open, and then the files that the page knows of
 * are no longer there (docs/decisions/034-open-pages-read-the-new-index.md).
 */
/** @import { Index } from "./index.js" */
/** @import { Loader } from "./loading.js" */
import { readIndex, unpackIndex } from "./index.js";

const FRESH = 3000;
const PATIENCE = 500;
// Releases may follow each other while one searches.
const TRIES = 3;

export class Newest {
  /** @param {Loader} loader */
  constructor(loader) {
    this.loader = loader;
    this.text = "";
    this.read = 0;
    /** @type {Index | null} */
    this.known = null;
    /** @type {Map<RequestCache, Promise<Index>>} */
    this.coming = new Map();
  }

  /** Give the index, and see that it is fresh; where that takes time, the one that is known must do.
   * @returns {Promise<Index>} */
  async index() {
    const { known } = this;
    if (!known) return this.renewed("no-cache");
    if (Date.now() - this.read < FRESH) return known;
    const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, known));
    return Promise.race([this.renewed("no-cache").catch(() => known), late]);
  }

  /** Read the index anew; whoever asks meanwhile gets the same. @param {RequestCache} cache how far caches are trusted
   * @returns {Promise<Index>} */
  renewed(cache) {
    const known = this.coming.get(cache);
    if (known) return known;
    const coming = this.readNow(cache).finally(() => this.coming.delete(cache));
    this.coming.set(cache, coming);
    return coming;
  }

  /** @param {RequestCache} cache @returns {Promise<Index>} */
  async readNow(cache) {
    const data = await readIndex(this.loader, this.known && cache);
    const text = JSON.stringify(data);
    this.read = Date.now();
    if (this.known && text === this.text) return this.known;
    this.loader.forget();
    this.text = text;
    this.known = unpackIndex(this.loader, data);
    return this.known;
  }

  /** Do what needs the files of an index; where one is gone and there is a newer index, with that.
   * @template T @param {Index} index @param {(index: Index) => Promise<T>} work @returns {Promise<T>} */
  async using(index, work) {
    for (let left = TRIES; ; left--) {
      try {
        return await work(index);
      } catch (error) {
        // Servers tell two files of one length, made in the same second, not apart; here it must be another.
        const newer = await this.renewed("reload");
        if (newer === index || !left) throw error;
        index = newer;
      }
    }
  }
}
