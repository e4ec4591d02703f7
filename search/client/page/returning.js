/** Coming back: the same list, the same place, and the hit that was opened in focus. Kept with the page's own entry of the history. */
import { stops } from "./dom.js";

/** @typedef {{shown: number, y: number, link: string}} Place how many hits there were, how far down the page was, and which link was followed */

/** Keep where a reader is, who is about to leave. @param {HTMLElement} list @param {string} link */
export function keepPlace(list, link) {
  history.replaceState({ ...history.state, shown: list.children.length, y: scrollY, link }, "");
}

/** Give where the reader was, if this is a return. @returns {Place | null} */
export function keptPlace() {
  const { shown, y, link } = history.state || {};
  return Number.isInteger(shown) && typeof y === "number" && typeof link === "string" ? { shown, y, link } : null;
}

/** @param {Place} place @param {HTMLElement[]} lists where the link may be */
export function returnTo({ y, link }, lists) {
  const followed = lists.flatMap(stops).find((one) => link && addressOnly(/** @type {HTMLAnchorElement} */ (one).href) === link);
  scrollTo({ top: y, behavior: "instant" });
  followed?.focus({ preventScroll: true });
}

/** Give an address without what is marked there and where: an excerpt may not have come yet. @param {string} href */
export function addressOnly(href) {
  return href.replace(/[?#].*$/, "");
}
