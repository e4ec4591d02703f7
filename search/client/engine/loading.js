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

  /** Give what a file holds that is known already and may have changed. A browser runs a script that the page has run from its
   * memory, whatever the server has said of it; so it is asked for as text, or, where that is not allowed, by another address.
   * @param {string} part @param {number} number @param {string} url @param {RequestCache} cache how far caches are trusted
   * @returns {Promise<unknown>} */
  async readAgain(part, number, url, cache) {
    if (!this.isOwn()) return this.read(part, number, url + "?" + Date.now());
    const answer = await fetch(this.root + url, { cache });
    if (!answer.ok) throw new Error(url);
    const text = await answer.text();
    return JSON.parse(text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1));
  }

  /** Whether the page is the archive's own, on a web server. */
  isOwn() {
    return typeof location === "object" && /^https?:/.test(this.root) && this.root.startsWith(location.origin + "/");
  }

  /** Let go of what was loaded: another index has other files. */
  forget() {
    this.loading.clear();
  }
}
