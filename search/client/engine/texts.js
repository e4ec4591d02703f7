/** What the index has of a document to show. */
/** @import { Index } from "./index.js" */
import { loadPart } from "./index.js";

/** @typedef {[anchor: string, heading: string, text: string]} Section */
/** @typedef {[lead: string, ...sections: Section[]]} Text */

/** @param {Index} index @param {number} document @returns {Promise<Text>} */
export async function textOf(index, document) {
  const { size } = index.utdrag;
  const texts = await loadPart(index, "utdrag", Math.floor(document / size), (/** @type {Text[]} */ data) => data);
  return texts[document % size];
}

/** Find the document of an address in an index where its number may be a little other than before.
 * @param {Index} index @param {string} url @param {number} before @returns {Promise<number | null>} */
export async function documentOf(index, url, before) {
  const { size, files } = index.dok;
  const home = Math.floor(before / size);
  for (const number of [home, home - 1, home + 1].filter((one) => one >= 0 && one < files.length)) {
    const [shared, ...rows] = await loadPart(index, "dok", number, (/** @type {string[]} */ data) => data);
    const at = rows.findIndex((row, place) => place % 2 && shared + row === url);
    if (at >= 0) return number * size + (at - 1) / 2;
  }
  return null;
}

/** Give a document's title and address. @param {Index} index @param {number} document @returns {Promise<[string, string]>} */
export async function rowOf(index, document) {
  const { size } = index.dok;
  const [shared, ...rows] = await loadPart(index, "dok", Math.floor(document / size), (/** @type {string[]} */ data) => data);
  const at = 2 * (document % size);
  return [rows[at], shared + rows[at + 1]];
}
