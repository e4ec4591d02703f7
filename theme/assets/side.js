/** What every page can do: "/" goes to the search field, and the reader may choose light or dark. */
(function () {
  "use strict";
  const button = document.getElementById("fa-tema");
  const root = document.documentElement;
  if (button) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const dark = root.dataset.tema ? root.dataset.tema === "morkt" : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.tema = dark ? "lyst" : "morkt";
      try {
        localStorage.setItem("fagarkiv-tema", root.dataset.tema);
      } catch (error) {
        // The choice then lasts as long as the page.
      }
    });
  }
  document.addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || target.matches("input, textarea, select")) return;
    const field = /** @type {HTMLInputElement | null} */ (document.querySelector(".fa-search__input"));
    if (!field) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
  const missing = document.querySelector("#fa-ikke-funnet .fa-search__input");
  if (missing) {
    const last = location.pathname.split("/").filter(Boolean).pop() || "";
    const words = last.replace(/%[0-9a-f]{2}/gi, " ");
    /** @type {HTMLInputElement} */ (missing).value = words.replace(/\.html$|404/g, "").replace(/[-_]+/g, " ").trim();
  }
})();
