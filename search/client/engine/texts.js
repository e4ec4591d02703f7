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

/** Give a document's title and address. @param {Index} index @param {number} document @returns {Promise<[string, string]>} */
export async function rowOf(index, document) {
  const { size } = index.dok;
  const [shared, ...rows] = await loadPart(index, "dok", Math.floor(document / size), (/** @type {string[]} */ data) => data);
  const at = 2 * (document % size);
  return [rows[at], shared + rows[at + 1]];
}
