/** Before anything is drawn: the reader's own choice of light or dark, if one was made on this device. */
(function () {
  "use strict";
  try {
    const chosen = localStorage.getItem("fagarkiv-tema");
    if (chosen === "lyst" || chosen === "morkt") document.documentElement.dataset.tema = chosen;
  } catch (error) {
    // A browser that keeps nothing follows the system's setting.
  }
})();
