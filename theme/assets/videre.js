/** Leads from a former address to the page that has taken over, at the same place on it. */
(function () {
  "use strict";
  location.replace(document.currentScript.dataset.til + location.search + location.hash);
})();
