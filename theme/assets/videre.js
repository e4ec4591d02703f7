/** Leads from a former address to the page that has taken over, at the same place on it. */
(function () {
  "use strict";
  const { til } = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;
  location.replace(til + location.search + location.hash);
})();
