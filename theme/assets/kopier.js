/** A button beside every block of text that is there to be copied; without it, the text can be selected as any other. */
(function () {
  "use strict";
  const place = document.getElementById("fa-kopier");
  if (!place) return;
  const texts = /** @type {Record<string, string>} */ (place.dataset);
  const said = /** @type {HTMLElement} */ (place.firstElementChild);

  /** @param {Node} block */
  function select(block) {
    getSelection()?.selectAllChildren(block);
  }

  /** The old way, for sites that are not served over HTTPS. @param {Node} block */
  function copySelected(block) {
    select(block);
    if (!document.execCommand("copy")) throw new Error("not allowed");
  }

  /** @param {Node} block */
  async function copy(block) {
    try {
      if (navigator.clipboard) await navigator.clipboard.writeText((block.textContent || "").trimEnd());
      else copySelected(block);
      return true;
    } catch {
      return false;
    }
  }

  for (const block of document.querySelectorAll(".fa-body pre > code")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "md-button fa-copy";
    button.textContent = texts.kopier;
    button.addEventListener("click", async () => {
      const done = await copy(block);
      if (!done) select(block);
      said.textContent = "";
      // A status that is the same as before is not read out again unless it was empty in between.
      setTimeout(() => {
        said.textContent = done ? texts.kopiert : texts.ikkeKopiert;
        button.textContent = done ? texts.kopiert : texts.kopier;
      }, 50);
      setTimeout(() => (button.textContent = texts.kopier), 4000);
    });
    block.parentElement?.before(button);
  }
})();
