/** Making and finding elements. */

/** Give an element that the template has. @param {string} id @returns {HTMLElement} */
export function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/** @template {keyof HTMLElementTagNameMap} T @param {T} tag @param {string} css @param {(Node | string)[]} children */
export function element(tag, css, ...children) {
  const made = document.createElement(tag);
  if (css) made.className = css;
  made.append(...children);
  return made;
}

/** @param {string} css @param {string} text @param {() => void} press */
export function button(css, text, press) {
  const made = element("button", css, text);
  made.type = "button";
  made.addEventListener("click", press);
  return made;
}

/** Give what the focus can be on. @param {Element} place @returns {HTMLElement[]} */
export function stops(place) {
  return [...place.querySelectorAll(/** @type {"a"} */ ("a, button, input"))];
}

/** Give a place new content. The focus stays on what has the same id, else on what has come in its stead, else it
 * goes to the search field; it is never lost. @param {HTMLElement} place @param {Node[]} children @param {HTMLElement} field */
export function replace(place, children, field) {
  const focused = /** @type {HTMLElement} */ (document.activeElement);
  const at = stops(place).indexOf(focused);
  place.replaceChildren(...children);
  place.hidden = !children.length;
  if (at < 0) return;
  const now = stops(place);
  (now.find((one) => focused.id && one.id === focused.id) || now[Math.min(at, now.length - 1)] || field).focus();
}
