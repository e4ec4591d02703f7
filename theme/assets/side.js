/** What every page can do: "/" goes to the search field unless the reader says no, and light or dark is a choice. */
(function () {
  "use strict";
  const button = document.getElementById("fa-tema");
  const root = document.documentElement;

  /** Keep a choice on the reader's own device. @param {string} name @param {string} value */
  function keep(name, value) {
    try {
      localStorage.setItem(name, value);
    } catch {
      // The choice then lasts as long as the page.
    }
  }

  /** @param {string} name @returns {string | null} */
  function kept(name) {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  }

  if (button) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const dark = root.dataset.tema ? root.dataset.tema === "morkt" : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.tema = dark ? "lyst" : "morkt";
      keep("fagarkiv-tema", root.dataset.tema);
    });
  }

  // WCAG 2.1.4: a key that does something alone can be turned off, for those who speak to their machine.
  const place = /** @type {HTMLElement} */ (document.getElementById("fa-snarvei"));
  const shortcut = /** @type {HTMLInputElement} */ (place.querySelector("input"));
  place.hidden = false;
  shortcut.checked = kept("fagarkiv-snarvei") !== "av";
  shortcut.addEventListener("change", () => keep("fagarkiv-snarvei", shortcut.checked ? "på" : "av"));

  document.addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (!shortcut.checked || event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (target.matches("input:not([type=checkbox]), textarea, select")) return;
    const field = /** @type {HTMLInputElement | null} */ (document.querySelector(".fa-search__input"));
    if (!field) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
  document.addEventListener("submit", (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (event.defaultPrevented || !form.matches(".fa-search")) return;
    // To Firefox, no file is of the page's own origin, so the policy stops the form itself on file://.
    event.preventDefault();
    location.assign(form.action + "?" + new URLSearchParams({ q: form.querySelector("input")?.value || "" }));
  });

  // Browsers that can't show closed parts on paper by style sheet alone have them opened while they print.
  addEventListener("beforeprint", () => {
    document.querySelectorAll(".fa-body details:not([open]), .fa-about:not([open])").forEach((part) => {
      part.setAttribute("open", "");
      part.setAttribute("data-papir", "");
    });
  });
  addEventListener("afterprint", () => {
    document.querySelectorAll("[data-papir]").forEach((part) => {
      part.removeAttribute("open");
      part.removeAttribute("data-papir");
    });
  });

  const missing = document.querySelector("#fa-ikke-funnet .fa-search__input");
  if (missing) {
    const last = location.pathname.split("/").filter(Boolean).pop() || "";
    const words = last.replace(/%[0-9a-f]{2}/gi, " ");
    /** @type {HTMLInputElement} */ (missing).value = words.replace(/\.html$|404/g, "").replace(/[-_]+/g, " ").trim();
  }
})();
