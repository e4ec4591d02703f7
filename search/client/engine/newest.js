/**
 * The index as it is now. An archive may get a new release while a page is open, and then the files that the page knows of
 * are no longer there (docs/decisions/034-open-pages-read-the-new-index.md).
 */
/** @import { Index } from "./index.js" */
/** @import { Loader } from "./loading.js" */
import { readIndex, unpackIndex } from "./index.js";

const FRESH = 5000;
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
    /** @type {Promise<Index> | null} */
    this.coming = null;
  }

  /** Give the index, and see that it is fresh; where that takes time, the one that is known must do.
   * @returns {Promise<Index>} */
  async index() {
    const { known } = this;
    if (!known) return this.renewed();
    if (Date.now() - this.read < FRESH) return known;
    const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, known));
    return Promise.race([this.renewed().catch(() => known), late]);
  }

  /** Read the index anew. @returns {Promise<Index>} */
  renewed() {
    this.coming ??= this.readNow().finally(() => (this.coming = null));
    return this.coming;
  }

  /** @returns {Promise<Index>} */
  async readNow() {
    const data = await readIndex(this.loader);
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
        const newer = await this.renewed();
        if (newer === index || !left) throw error;
        index = newer;
      }
    }
  }
}
