/** The hits, whose excerpts come when they are looked at. */
/** @import { Hit } from "../engine/interface.js" */
import { element } from "./dom.js";
import { texts, written } from "./wording.js";

const NEAR = 300;
const MOST_MARKED = 12;
// What a list need not say of every entry.
const QUIET = ["gjelder", "sendt"];

/** @type {WeakMap<Element, {found: Hit, link: HTMLAnchorElement, excerpt: HTMLElement}>} */
const waitingFor = new WeakMap();
const coming = new IntersectionObserver((seen) => seen.forEach((one) => one.isIntersecting && complete(one.target)), {
  rootMargin: NEAR + "px",
});

/** @param {string} text @param {string[]} words */
function marked(text, words) {
  const parts = document.createDocumentFragment();
  let at = 0;
  window.Fagarkiv.marks(text, words).forEach(([start, end]) => {
    parts.append(text.slice(at, start), element("mark", "", text.slice(start, end)));
    at = end;
  });
  parts.append(text.slice(at));
  return parts;
}

/** Lead to the section that matched, with the words to be marked there. @param {Hit} found */
function address(found) {
  const words = found.matched.slice(0, MOST_MARKED).join(" ");
  const query = words ? "?" + new URLSearchParams({ marker: words }) : "";
  return window.Fagarkiv.root + found.url + query + (found.anchor ? "#" + encodeURIComponent(found.anchor) : "");
}

/** Make the item of a hit. @param {Hit} found */
export function hit(found) {
  const link = element("a", "", marked(found.title, found.matched));
  link.href = address(found);
  const title = element("h2", "fa-card__title", link);
  const meta = element("p", "fa-card__meta", element("span", "", texts["kind_one_" + found.kind]));
  if (found.date) meta.append(element("time", "", written(found.date)));
  if (found.sender) meta.append(element("span", "", found.sender));
  found.names.forEach((name) => meta.append(element("span", "", name)));
  if (!QUIET.includes(found.status)) meta.append(element("span", "fa-badge fa-badge--" + found.status, texts["status_" + found.status]));
  const excerpt = element("p", "fa-card__lead");
  title.lang = excerpt.lang = found.lang;
  const item = element("li", "fa-card", meta, title, excerpt);
  waitingFor.set(item, { found, link, excerpt });
  return item;
}

/** Fetch the excerpt of a hit in view at once, so that it is there when the hit is drawn if it is at hand; of another when
 * it comes near. @param {HTMLElement} item */
export function awaitExcerpt(item) {
  if (item.getBoundingClientRect().top < innerHeight) complete(item);
  else coming.observe(item);
}

/** Forget the hits that were there. */
export function awaitNone() {
  coming.disconnect();
}

/** Give a hit its excerpt, and its link the way to the section and the words on the page. A hit of an older search is no
 * longer on the page, and comes to nothing. @param {Element} item */
async function complete(item) {
  coming.unobserve(item);
  const waiting = waitingFor.get(item);
  if (!waiting) return;
  waitingFor.delete(item);
  const { found, link, excerpt } = waiting;
  try {
    await window.Fagarkiv.excerpt(found);
  } catch {
    return; // The hit is of use without.
  }
  link.href = address(found);
  if (found.section) excerpt.append(element("strong", "", marked(found.section, found.matched)), ": ");
  excerpt.append(marked(found.excerpt, found.matched));
}
