/** Before anything is drawn: scripts run here; and the reader's own choice of light or dark, if one was made. */
(function () {
  "use strict";
  document.documentElement.classList.add("fa-js");
  try {
    const chosen = localStorage.getItem("fagarkiv-tema");
    if (chosen === "lyst" || chosen === "morkt") document.documentElement.dataset.tema = chosen;
  } catch {
    // A browser that keeps nothing follows the system's setting.
  }
})();
