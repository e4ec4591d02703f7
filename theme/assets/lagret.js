/** Shows which pages are kept on this device, fetches the whole search when asked, and forgets all when asked. */
(function () {
  "use strict";
  const place = document.getElementById("fa-lagring");
  if (!place || !isSecureContext || !location.protocol.startsWith("http") || !navigator.serviceWorker) return;
  const NAME = "fagarkiv-uten-nett";
  const SILENCE = 60000;
  const texts = /** @type {Record<string, string>} */ (place.dataset);
  const kept = byId("fa-lagrede");
  const list = byId("fa-lagret");
  const choice = /** @type {HTMLInputElement | null} */ (document.getElementById("fa-lagre"));
  const button = /** @type {HTMLButtonElement | null} */ (document.getElementById("fa-hele-soket"));
  const status = byId("fa-lagring-svar");
  let waiting = 0;

  /** @param {string} id */
  function byId(id) {
    return /** @type {HTMLElement} */ (document.getElementById(id));
  }

  /** @param {{list?: true, forget?: true, whole?: true}} message */
  async function ask(message) {
    const { active } = await navigator.serviceWorker.ready;
    active?.postMessage(message);
  }

  /** @param {{url: string, title: string}} row */
  function row({ url, title }) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = url;
    link.textContent = title;
    item.append(link);
    return item;
  }

  /** @param {{kept?: {url: string, title: string}[], whole?: boolean, done?: number, all?: number, failed?: boolean, forgotten?: boolean}} told */
  function show({ kept: pages, whole, done, all, failed, forgotten }) {
    if (forgotten) location.reload();
    if (pages) {
      const others = pages.filter(({ url }) => url !== location.origin + location.pathname);
      list.replaceChildren(...others.map(row));
      kept.hidden = !others.length;
    }
    if (!button) return;
    clearTimeout(waiting);
    button.disabled = Boolean(done);
    if (whole) status.textContent = texts.hentet;
    else if (failed) status.textContent = texts.feilet;
    else if (done) {
      status.textContent = texts.henter.replace("{done}", String(done)).replace("{all}", String(all));
      awaitMore();
    }
  }

  /** A browser may end a worker that has much to do; what was fetched until then is there. */
  function awaitMore() {
    waiting = setTimeout(() => show({ failed: true }), SILENCE);
  }

  navigator.serviceWorker.addEventListener("message", (event) => show(event.data));
  place.hidden = false;
  ask({ list: true });
  if (!choice || !button) return;
  byId("fa-uten-lagring").hidden = true;

  choice.checked = localStorage.getItem(NAME) !== "av";
  byId("fa-lagre-sok").hidden = !choice.checked;
  choice.addEventListener("change", () => {
    if (choice.checked) {
      localStorage.removeItem(NAME);
      location.reload();
    } else {
      localStorage.setItem(NAME, "av");
      ask({ forget: true });
    }
  });
  button.addEventListener("click", () => {
    button.disabled = true;
    status.textContent = texts.begynner;
    ask({ whole: true });
    awaitMore();
  });
})();
