/** Takes the place of a worker that is out there, clears up after it, and ends: the site no longer keeps anything. */
(function () {
  "use strict";
  const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
  const root = worker.registration.scope;

  async function end() {
    await Promise.all(["sider", "filer"].map((name) => caches.delete("fagarkiv " + name + " " + root)));
    await worker.registration.unregister();
  }

  worker.addEventListener("install", () => worker.skipWaiting());
  worker.addEventListener("activate", (event) => event.waitUntil(end()));
})();
