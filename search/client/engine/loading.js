/**
 * Loads the files of an index, each once. They are scripts that call `take`, so that they load on file:// too.
 */
export class Loader {
  /** @param {string} root the archive's address @param {(url: string) => Promise<void>} run what runs a script */
  constructor(root, run) {
    this.root = root;
    this.run = run;
    /** @type {Map<string, Promise<any>>} */
    this.loading = new Map();
    /** @type {Map<string, unknown>} */
    this.taken = new Map();
  }

  /** Receive one part of the index; called by the index files themselves.
   * @param {string} part @param {number} number @param {unknown} data */
  take(part, number, data) {
    this.taken.set(part + number, data);
  }

  /** Load one file, once, and unpack it. One that did not come can be asked for again.
   * @template D, T @param {string} part @param {number} number @param {string} url @param {(data: D) => T} unpack @returns {Promise<T>} */
  load(part, number, url, unpack) {
    const known = this.loading.get(url);
    if (known) return known;
    const coming = this.read(part, number, url).then(
      (data) => unpack(/** @type {D} */ (data)),
      (error) => {
        this.loading.delete(url);
        throw error;
      }
    );
    this.loading.set(url, coming);
    return coming;
  }

  /** Give what a file holds as it is now. @param {string} part @param {number} number @param {string} url @returns {Promise<unknown>} */
  async read(part, number, url) {
    await this.run(this.root + url);
    const name = part + number;
    if (!this.taken.has(name)) throw new Error(url);
    const data = this.taken.get(name);
    this.taken.delete(name);
    return data;
  }

  /** Let go of what was loaded: another index has other files. */
  forget() {
    this.loading.clear();
  }
}
