/** Lets the archive be read without a net: says that a page is of a copy, or starts the worker that keeps what is read. */
(function () {
  "use strict";
  const copy = window.FagarkivKopi;
  const place = /** @type {HTMLScriptElement} */ (document.currentScript).dataset.arbeider;

  if (copy) {
    const line = document.createElement("p");
    line.className = "fa-offline";
    line.textContent = copy;
    document.querySelector("#innhold")?.prepend(line);
    return;
  }
  // From a folder, nothing need be kept.
  if (!place || !isSecureContext || !location.protocol.startsWith("http") || !navigator.serviceWorker) return;

  /** @param {string} worker */
  async function start(worker) {
    if (localStorage.getItem("fagarkiv-uten-nett") === "av") return;
    const address = new URL(worker, location.href).href;
    const rules = { createScriptURL: () => address };
    const policy = window.trustedTypes ? window.trustedTypes.createPolicy("fagarkiv-uten-nett", rules) : rules;
    const isNew = !navigator.serviceWorker.controller;
    await navigator.serviceWorker.register(policy.createScriptURL(address));
    const { active } = await navigator.serviceWorker.ready;
    const loaded = performance.getEntriesByType("resource").map((one) => one.name);
    if (isNew) active?.postMessage({ keep: [location.href, ...loaded] });
  }

  // A browser that keeps nothing shows the archive all the same.
  addEventListener("load", () => start(place).catch(() => {}));
})();
