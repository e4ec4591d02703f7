/** Keeps what a reader has checked off, on the reader's own device, and only once the reader has asked for it. */
(function () {
  "use strict";
  const place = /** @type {HTMLElement} */ (document.getElementById("fa-behold"));
  const texts = /** @type {Record<string, string>} */ (place.dataset);
  const choice = /** @type {HTMLInputElement} */ (place.querySelector("input"));
  const answer = /** @type {HTMLElement} */ (place.querySelector("[role=status]"));
  const boxes = /** @type {HTMLInputElement[]} */ ([...document.querySelectorAll(".fa-check input")]);
  const name = "fagarkiv-sjekkliste:" + texts.navn;

  /** @returns {string[] | null} what was checked off; null where the reader has not asked for it to be kept */
  function kept() {
    try {
      const found = JSON.parse(localStorage.getItem(name) || "null");
      return Array.isArray(found) ? found : null;
    } catch {
      return null;
    }
  }

  function keep() {
    const checked = boxes.filter((box) => box.checked).map((box) => box.dataset.punkt || "");
    localStorage.setItem(name, JSON.stringify(checked));
  }

  try {
    localStorage.getItem(name);
  } catch {
    // A browser that keeps nothing is not asked to; the boxes can be checked and printed all the same.
    return;
  }
  const before = kept();
  place.hidden = false;
  choice.checked = before !== null;
  for (const box of boxes) {
    box.checked = before !== null && before.includes(box.dataset.punkt || "");
    box.addEventListener("change", () => choice.checked && keep());
  }
  choice.addEventListener("change", () => {
    if (choice.checked) keep();
    else localStorage.removeItem(name);
    answer.textContent = choice.checked ? texts.husket : texts.glemt;
  });
})();
