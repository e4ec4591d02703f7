/** Which of what was found comes first. */
/** @import { Options } from "./interface.js" */
/** @import { Scores } from "./scoring.js" */

/** @typedef {(a: number, b: number) => number} Compare */

/** Give how two documents are compared. @param {Options["sort"]} sort @param {Scores} scores @param {Int32Array} days
 * @param {number} least how much of the query what comes first covers @returns {Compare} */
export function orderBy(sort, { total, covered }, days, least) {
  /** @type {Compare} */
  const byDay = (a, b) => days[b] - days[a] || a - b;
  if (sort === "newest") return byDay;
  if (sort === "oldest") return (a, b) => byDay(b, a);
  return (a, b) => Number(covered[b] >= least) - Number(covered[a] >= least) || total[b] - total[a] || byDay(a, b);
}

/** Give the first of what a comparison puts first, in order, without putting all the rest in order.
 * @param {number[]} documents @param {number} count @param {Compare} compare */
export function firstOf(documents, count, compare) {
  /** @type {number[]} */
  const best = [];
  for (const document of documents) {
    if (best.length === count && compare(document, best[count - 1]) >= 0) continue;
    let at = best.length === count ? count - 1 : best.length;
    for (; at > 0 && compare(document, best[at - 1]) < 0; at--) best[at] = best[at - 1];
    best[at] = document;
  }
  return best;
}
