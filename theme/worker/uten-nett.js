/**
 * Makes the archive work without a net: keeps the pages a reader opens and what a search has loaded, on the device only.
 *
 * What it must know of the site, `FAGARKIV`, stands in a line before this one. Pages come from the net while there is one;
 * a page that does not says on top from which day it is. Where anything here fails, the browser does what it would have
 * done without. Why it is as it is: docs/decisions/026-what-is-kept-without-a-net.md.
 */
(function () {
  "use strict";

  /** @typedef {{site: string, language: string, files: string[], shell: Object<string, string>, notKept: string, search: string, texts: Object<string, string>}} Site */
  /** @typedef {Pick<FetchEvent, "request" | "waitUntil">} Asked */
  /** @typedef {Pick<Client, "postMessage">} Reader */

  const worker = /** @type {ServiceWorkerGlobalScope & {FAGARKIV: Site}} */ (/** @type {unknown} */ (self));
  const site = worker.FAGARKIV;
  // With a slash at its end; the archive may lie below a path, beside others.
  const ROOT = worker.registration.scope;
  const PAGES = "fagarkiv sider " + ROOT;
  const FILES = "fagarkiv filer " + ROOT;
  const ENTRY = "assets/sok/indeks.js";
  const WHOLE = "uten-nett/hele-soket";
  const HASHED = /^assets\/([\w-]+\.[0-9a-f]{10}\.\w+|(sok|utdrag)\/\w+-\d+-[0-9a-f]{10}\.js)$/;
  const INDEX = /^assets\/(sok|utdrag)\/\w+-\d+-/;
  const PICTURE = /\.(png|jpe?g|gif|webp|avif)$/;
  const MAIN = /<main class="fa-main[^>]*>/;
  const TITLE = /<title>([^<]*)<\/title>/;
  // Not there any more, or not for this reader.
  const GONE = [401, 403, 404, 410];
  /** @type {Record<string, string>} */
  const ENTITIES = { amp: "&", lt: "<", gt: ">", "#34": '"', "#39": "'" };
  const KEPT_ON = "fagarkiv-lagret";
  const TITLED = "fagarkiv-tittel";
  const MOST_PAGES = 300;
  const MOST_LISTED = 50;
  const LARGEST_PICTURE = 2000000;
  const PATIENCE = 4000;
  const AT_ONCE = 6;

  const nothing = () => {};
  // Whether the page that was shown last had to be one that was kept. What belongs to it is then not waited for either; but
  // to a page that is new, nothing old is given because the net is slow: that page does not say so.
  let isAway = false;

  /** Give the file below the root that an address asks for, without what was searched for; null for what is not ours.
   * @param {string} url @returns {string | null} */
  function pathOf(url) {
    const { origin, pathname } = new URL(url);
    const address = origin + pathname;
    if (!address.startsWith(ROOT)) return null;
    const path = address.slice(ROOT.length);
    return path === "" || path.endsWith("/") ? path + "index.html" : path;
  }

  /** @param {string} path @param {boolean} navigates */
  function answerTo(path, navigates) {
    if (navigates) return path.endsWith(".html") ? page : null;
    if (path === ENTRY) return entry;
    if (HASHED.test(path)) return file;
    return PICTURE.test(path) ? picture : null;
  }

  /** Whether an answer is what was asked for, and not a page to log in on, or one that says that something is wrong.
   * @param {Response} response @param {boolean} [html] */
  function isGood(response, html = false) {
    const type = response.headers.get("content-type") || "";
    return response.status === 200 && response.type === "basic" && !response.redirected && type.startsWith("text/html") === html;
  }

  /** Make what can be kept of an answer. @param {Response} response @param {BodyInit} body @param {Object<string, string>} [more] */
  function keepable(response, body, more = {}) {
    const headers = new Headers(response.headers);
    // The body is no longer packed as it was on its way.
    ["content-encoding", "content-length"].forEach((name) => headers.delete(name));
    Object.entries({ ...more, [KEPT_ON]: String(Date.now()) }).forEach(([name, value]) => headers.set(name, value));
    return new Response(body, { headers });
  }

  /** Wait for an answer, but not for long. @template T @param {Promise<T>} coming @returns {Promise<T>} */
  function soon(coming) {
    return Promise.race([coming, new Promise((_, reject) => setTimeout(() => reject(new Error("slow")), PATIENCE))]);
  }

  /** Give what the net says, and meanwhile keep it; where it says nothing, or nothing soon, what was kept.
   * @param {Asked} event @param {Response | undefined} kept @param {(response: Response) => Promise<unknown>} keepIt @param {boolean} hurries
   * @returns {Promise<Response | undefined>} */
  async function netFirst(event, kept, keepIt, hurries = isAway) {
    const coming = fetch(event.request);
    event.waitUntil(coming.then((response) => keepIt(response.clone())).catch(nothing));
    try {
      const response = await (kept && hurries ? soon(coming) : coming);
      return kept && response.status >= 500 ? kept : response;
    } catch {
      return kept;
    }
  }

  // ── Pages ──────────────────────────────────────────────────────────────────────────────────────────────────────

  /** @param {Asked} event @param {string} path @returns {Promise<Response>} */
  async function page(event, path) {
    const kept = await keptPage(path);
    const answer = await netFirst(event, kept, (response) => keepPage(path, response), true);
    isAway = !answer || answer === kept;
    if (!answer) return notKept();
    return answer === kept ? dated(path, kept) : answer;
  }

  /** @param {string} path @returns {Promise<Response | undefined>} */
  async function keptPage(path) {
    const [pages, files] = await Promise.all([caches.open(PAGES), caches.open(FILES)]);
    return (await pages.match(ROOT + path)) || (path in site.shell ? files.match(ROOT + path) : undefined);
  }

  /** Keep a page that has a place to say how old it is; forget one that is gone. @param {string} path @param {Response} response */
  async function keepPage(path, response) {
    if (GONE.includes(response.status)) await (await caches.open(PAGES)).delete(ROOT + path);
    if (!isGood(response, true)) return;
    const html = await response.text();
    if (!MAIN.test(html)) return;
    const [, title = ""] = html.match(TITLE) || [];
    const plain = title.replace(/&(amp|lt|gt|#34|#39);/g, (_, name) => ENTITIES[name]);
    await keep(path, keepable(response, html, { [TITLED]: encodeURIComponent(plain) }));
  }

  /** Keep a page or a picture as the newest, and let the oldest go. @param {string} path @param {Response} kept */
  async function keep(path, kept) {
    const pages = await caches.open(PAGES);
    await pages.delete(ROOT + path);
    await pages.put(ROOT + path, kept);
    const keys = await pages.keys();
    await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST_PAGES)).map((key) => pages.delete(key)));
  }

  /** Show a page that was kept, and say from which day it is. @param {string} path @param {Response} kept @returns {Promise<Response>} */
  async function dated(path, kept) {
    const named = path === site.search ? await (await caches.open(FILES)).match(ROOT + ENTRY) : undefined;
    const days = [kept, named].map((one) => (one ? Number(one.headers.get(KEPT_ON)) : Infinity));
    const day = new Date(Math.min(...days)).toLocaleDateString(site.language + "-NO", { day: "numeric", month: "long", year: "numeric" });
    const said = reason() + " " + (path === site.search ? site.texts.search : site.texts.page).replace("{date}", day);
    const html = (await kept.text()).replace(MAIN, (main) => main + '\n<p class="fa-offline">' + said + "</p>");
    return new Response(html, { headers: kept.headers });
  }

  function reason() {
    return worker.navigator.onLine ? site.texts.noAnswer : site.texts.noNet;
  }

  /** Say that a page was not kept. It is shown at any address, so its links are made to begin at the root.
   * @returns {Promise<Response>} */
  async function notKept() {
    const kept = await (await caches.open(FILES)).match(ROOT + site.notKept);
    if (!kept) throw new Error(site.notKept);
    const up = '="' + "../".repeat(site.notKept.split("/").length - 1);
    const html = (await kept.text()).replaceAll(up, '="' + new URL(ROOT).pathname);
    return new Response(html, { headers: kept.headers });
  }

  /** @param {Asked} event @param {string} path @returns {Promise<Response>} */
  async function picture(event, path) {
    const kept = await keptPage(path);
    return (await netFirst(event, kept, (response) => keepPicture(path, response))) || Response.error();
  }

  /** @param {string} path @param {Response} response */
  async function keepPicture(path, response) {
    if (!isGood(response)) return;
    const bytes = await response.blob();
    if (bytes.size <= LARGEST_PICTURE) await keep(path, keepable(response, bytes));
  }

  // ── Files with a hash in their name, and the one that names those of the index ─────────────────────────────────

  /** @param {Asked} event @param {string} path @returns {Promise<Response>} */
  async function file(event, path) {
    const files = await caches.open(FILES);
    const kept = await files.match(ROOT + path);
    if (kept) return kept;
    const other = await otherEdition(files, path);
    const keepFile = async (/** @type {Response} */ response) => isGood(response) && files.put(ROOT + path, response);
    const answer = (await netFirst(event, other, keepFile)) || Response.error();
    return other && answer.status === 404 ? other : answer;
  }

  /** Give a style sheet or script as it is now, for a page that was kept before it changed.
   * @param {Cache} files @param {string} path @returns {Promise<Response | undefined>} */
  async function otherEdition(files, path) {
    const [stem, , suffix] = path.split(".");
    const other = site.files.find((one) => one.startsWith(stem + ".") && one.endsWith("." + suffix));
    return other && !INDEX.test(path) ? files.match(ROOT + other) : undefined;
  }

  /** @param {Asked} event @returns {Promise<Response>} */
  async function entry(event) {
    const kept = await (await caches.open(FILES)).match(ROOT + ENTRY);
    return (await netFirst(event, kept, (response) => keepEntry(response))) || Response.error();
  }

  /** Keep the file that names those of the index, and let go of those it no longer names. Where the reader has asked for
   * the whole index, the new one is there before the old one goes.
   * @param {Response} response @param {(done: number, all: number) => void} [told] */
  async function keepEntry(response, told) {
    if (!isGood(response)) return;
    const text = await response.text();
    const named = indexFiles(text);
    const files = await caches.open(FILES);
    if (told || (await files.match(ROOT + WHOLE))) await fetchAll(files, named, told || nothing);
    await files.put(ROOT + ENTRY, keepable(response, text));
    await forget(files, (path) => INDEX.test(path) && !named.includes(path));
  }

  /** Read which files an index has. @param {string} text @returns {string[]} */
  function indexFiles(text) {
    const data = JSON.parse(text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1));
    const parts = Object.entries(data).filter(([, part]) => part && typeof part.files === "string");
    const numbered = parts.flatMap(([part, { files }]) => {
      const hashes = /** @type {string} */ (files).split(" ").filter(Boolean);
      const start = "assets/" + (part === "utdrag" ? part : "sok") + "/" + part + "-";
      return hashes.map((hash, number) => start + number + "-" + hash + ".js");
    });
    return [...numbered, "assets/sok/fasetter-0-" + data.facets + ".js"];
  }

  /** Fetch the files that are not there yet, a few at a time. @param {Cache} files @param {string[]} named @param {(done: number, all: number) => void} told */
  async function fetchAll(files, named, told) {
    const there = new Set((await files.keys()).map((key) => pathOf(key.url)));
    const missing = named.filter((path) => !there.has(path));
    const all = missing.length;
    let done = 0;
    const one = async () => {
      for (let path = missing.pop(); path; path = missing.pop()) {
        const response = await fetch(ROOT + path);
        if (!isGood(response)) throw new Error(path);
        await files.put(ROOT + path, response);
        told(++done, all);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, one));
  }

  /** @param {Cache} files @param {(path: string) => boolean} isOld */
  async function forget(files, isOld) {
    const keys = await files.keys();
    await Promise.all(keys.filter((key) => isOld(pathOf(key.url) || "")).map((key) => files.delete(key)));
  }

  // ── What pages ask for ─────────────────────────────────────────────────────────────────────────────────────────

  /** Keep what the page that started this worker had loaded before. @param {string[]} urls */
  async function keepLoaded(urls) {
    for (const url of urls) {
      const path = pathOf(url);
      if (path === null) continue;
      const answer = answerTo(path, path.endsWith(".html"));
      /** @type {Promise<any>[]} */
      const keeping = [];
      /** @type {Asked} */
      const event = { request: new Request(ROOT + path), waitUntil: (one) => keeping.push(one) };
      if (answer) await answer(event, path).catch(nothing);
      await Promise.all(keeping);
    }
  }

  /** Fetch the index; where a new release takes its files away meanwhile, that of the new one.
   * @param {(done: number, all: number) => void} told @param {number} [tries] @returns {Promise<void>} */
  async function fetchIndex(told, tries = 3) {
    const response = await fetch(ROOT + ENTRY, { cache: "no-cache" });
    if (!isGood(response)) throw new Error(ENTRY);
    await keepEntry(response, told).catch((error) => {
      if (tries > 1) return fetchIndex(told, tries - 1);
      throw error;
    });
  }

  /** Fetch all that a search may need. @param {Reader} client */
  async function fetchWhole(client) {
    try {
      await fetchIndex((done, all) => done % 10 || client.postMessage({ done, all }));
      await (await caches.open(FILES)).put(ROOT + WHOLE, new Response(""));
      await tell(client);
    } catch {
      client.postMessage({ failed: true });
    }
  }

  /** Tell which pages were kept last, the newest first, and whether the whole index was. @param {Reader} client */
  async function tell(client) {
    const [pages, files] = await Promise.all([caches.open(PAGES), caches.open(FILES)]);
    const keys = [...(await pages.keys())].reverse();
    const kept = await Promise.all(keys.map((key) => pages.match(key)));
    const rows = keys.map((key, at) => ({ url: key.url, title: decodeURIComponent(kept[at]?.headers.get(TITLED) || "").replace(" – " + site.site, "") }));
    client.postMessage({ kept: rows.filter((row) => row.title).slice(0, MOST_LISTED), whole: Boolean(await files.match(ROOT + WHOLE)) });
  }

  /** Leave nothing behind. @param {Reader} client */
  async function end(client) {
    await Promise.all([PAGES, FILES].map((name) => caches.delete(name)));
    await worker.registration.unregister();
    client.postMessage({ forgotten: true });
  }

  // ── The life of the worker ─────────────────────────────────────────────────────────────────────────────────────

  /** Fetch what the pages that are always there need. Where something is missing, this worker is not taken into use. */
  async function prepare() {
    const files = await caches.open(FILES);
    const there = new Set((await files.keys()).map((key) => pathOf(key.url)));
    await files.addAll(site.files.filter((path) => !there.has(path)).map((path) => ROOT + path));
    for (const path of Object.keys(site.shell)) {
      const response = await fetch(ROOT + path, { cache: "no-cache" });
      if (!isGood(response, true)) throw new Error(path);
      await files.put(ROOT + path, keepable(response, await response.text()));
    }
  }

  /** Let go of what only earlier workers needed. */
  async function tidy() {
    const files = await caches.open(FILES);
    await forget(files, (path) => HASHED.test(path) && !INDEX.test(path) && !site.files.includes(path));
    await worker.clients.claim();
  }

  worker.addEventListener("install", (event) => {
    worker.skipWaiting();
    event.waitUntil(prepare());
  });
  worker.addEventListener("activate", (event) => event.waitUntil(tidy()));
  worker.addEventListener("fetch", (event) => {
    const { request } = event;
    const path = request.method === "GET" ? pathOf(request.url) : null;
    const answer = path === null ? null : answerTo(path, request.mode === "navigate");
    if (path !== null && answer) event.respondWith(answer(event, path).catch(() => fetch(request)));
  });
  worker.addEventListener("message", (event) => {
    const { keep: loaded, whole, list, forget: all } = event.data;
    const reader = event.source;
    if (loaded) event.waitUntil(keepLoaded(loaded));
    if (whole && reader) event.waitUntil(fetchWhole(reader));
    if (list && reader) event.waitUntil(tell(reader));
    if (all && reader) event.waitUntil(end(reader));
  });
})();
