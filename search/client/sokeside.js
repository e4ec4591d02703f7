/** The search page: shows what Fagarkiv.search finds, and keeps its whole state in the address. */
(function () {
  "use strict";
  const texts = window.FagarkivTekster;
  const $ = (/** @type {string} */ id) => document.getElementById(id);
  const form = document.querySelector(".fa-page__search");
  const input = form.querySelector("input");
  /** @type {(HTMLInputElement | HTMLSelectElement)[]} */
  const controls = [...document.querySelectorAll("#fa-rekkefolge select, #fa-rekkefolge input")];
  const FACETS = ["kind", "topics", "specialties", "sender", "municipalities", "audiences", "learning_goals", "year", "status", "lang"];
  const SHOWN = 8;
  const PER_PAGE = 10;
  const SLOW = 400;
  const NEAR = 300;
  const MOST_SAID = 80;
  const MOST_MARKED = 12;
  // What the address says of each day, and what the engine calls it.
  const DAYS = { fra: "from", til: "to", dato: "asOf" };
  const SORTS = { nyeste: "newest", eldste: "oldest" };
  const expanded = new Set();
  /** @type {WeakMap<Element, any>} */
  const waitingFor = new WeakMap();
  const coming = new IntersectionObserver((seen) => seen.forEach((one) => one.isIntersecting && complete(one.target)), {
    rootMargin: NEAR + "px",
  });
  let turn = 0;

  /** Read the state from the address; what makes no sense there is as if it were not there. */
  function state() {
    const parameters = new URLSearchParams(location.search);
    /** @type {Object<string, string[]>} */
    const filters = {};
    FACETS.forEach((facet) => {
      const values = parameters.getAll(facet);
      if (values.length) filters[facet] = values;
    });
    /** @type {Object<string, string>} */
    const days = {};
    Object.keys(DAYS).forEach((name) => {
      if (isDay(parameters.get(name))) days[name] = parameters.get(name);
    });
    const sort = parameters.get("sort");
    return { query: parameters.get("q") || "", filters, days, sort: Object.hasOwn(SORTS, sort) ? sort : "" };
  }

  /** A year before 1900 is one that is still being typed. */
  function isDay(text) {
    if (!/^(19|[2-9]\d)\d\d-\d\d-\d\d$/.test(text)) return false;
    const time = Date.parse(text);
    return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
  }

  /** Write a change of the state to the address and show what it finds. */
  function go(change, push) {
    const { query, filters, days, sort } = { ...state(), ...change };
    const parameters = new URLSearchParams();
    if (query) parameters.set("q", query);
    Object.keys(filters).forEach((facet) => filters[facet].forEach((value) => parameters.append(facet, value)));
    Object.keys(DAYS).forEach((name) => days[name] && parameters.set(name, days[name]));
    if (sort) parameters.set("sort", sort);
    const address = location.pathname + (parameters.toString() ? "?" + parameters : "");
    history[push ? "pushState" : "replaceState"](null, "", address);
    return show();
  }

  /** Find hits from one on, without their excerpts: those are fetched for what is looked at.
   * Gives nothing if a newer search has begun, or this one failed. */
  async function find({ query, filters, days, sort }, offset) {
    const own = ++turn;
    // Said only when it takes time: a screen reader would otherwise say it for every letter.
    const slow = setTimeout(() => own === turn && say(texts.js_searching), SLOW);
    /** @type {Object<string, any>} */
    const options = { filters, offset, limit: PER_PAGE, excerpts: false };
    Object.keys(days).forEach((name) => (options[DAYS[name]] = days[name]));
    if (sort) options.sort = SORTS[sort];
    try {
      const answer = await Fagarkiv.search(query, options);
      return own === turn ? answer : null;
    } catch (error) {
      if (own === turn) say(failure());
      return null;
    } finally {
      clearTimeout(slow);
    }
  }

  async function show() {
    const wanted = state();
    showControls(wanted);
    if (!wanted.query.trim() && !Object.keys(wanted.filters).length && !Object.keys(wanted.days).length) return clear();
    const answer = await find(wanted, 0);
    if (!answer) return;
    sayWhatWasDone(answer, wanted.query);
    coming.disconnect();
    const items = answer.hits.map(hit);
    replace($("fa-treff"), items);
    $("fa-tom").hidden = answer.total > 0;
    $("fa-flere").hidden = items.length >= answer.total;
    const groups = showFacets(answer.facets, wanted.filters);
    $("fa-fasetter").hidden = !groups && !Object.keys(wanted.days).length;
    showChips(answer.facets, wanted);
    items.forEach(awaitExcerpt);
  }

  async function showMore() {
    const list = $("fa-treff");
    const answer = await find(state(), list.children.length);
    if (!answer) return;
    sayWhatWasDone(answer, state().query);
    const items = answer.hits.map(hit);
    list.append(...items);
    $("fa-flere").hidden = list.children.length >= answer.total;
    items.forEach(awaitExcerpt);
    if (items.length) stops(items[0])[0].focus();
  }

  function clear() {
    turn++;
    say("");
    coming.disconnect();
    ["fa-treff", "fa-grupper", "fa-valgte"].forEach((id) => replace($(id), []));
    ["fa-flere", "fa-tom", "fa-fasetter"].forEach((id) => ($(id).hidden = true));
  }

  function sayWhatWasDone({ total, notes }, query) {
    say([summary(total, query), ...(total ? notesOf(notes) : [])].join(". "));
  }

  function say(text) {
    $("fa-status").textContent = text;
  }

  function failure() {
    return navigator.onLine ? texts.js_failed : texts.js_offline;
  }

  /** Give a place new content. The focus stays on what has the same id, else on what has come in its stead, else it
   * goes to the search field; it is never lost. */
  function replace(place, children) {
    const focused = document.activeElement;
    const at = stops(place).indexOf(focused);
    place.replaceChildren(...children);
    place.hidden = !children.length;
    if (at < 0) return;
    const now = stops(place);
    (now.find((one) => focused.id && one.id === focused.id) || now[Math.min(at, now.length - 1)] || input).focus();
  }

  function stops(place) {
    return [...place.querySelectorAll("a, button, input")];
  }

  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
  }

  function summary(total, query) {
    if (!total) return fill(texts.js_no_hits, { query: Array.from(query).length > MOST_SAID ? Array.from(query).slice(0, MOST_SAID).join("") + " …" : query });
    return total === 1 ? texts.js_one_hit : fill(texts.js_hits, { count: total });
  }

  /** Tell what else was searched for, what was taken for something else, and what was not found, each thing once. */
  function notesOf(notes) {
    const quoted = (type, field) => [...new Set(notes.filter((one) => one.type === type).map((one) => "«" + one[field] + "»"))].join(", ");
    const [also, without] = [quoted("also", "to"), quoted("missing", "from")];
    return [
      ...notes.filter((one) => one.type === "repaired").map((one) => fill(texts.js_repaired, one)),
      also && fill(texts.js_also, { words: also }),
      without && fill(texts.js_missing, { words: without }),
    ].filter(Boolean);
  }

  function element(tag, css, ...children) {
    const made = document.createElement(tag);
    if (css) made.className = css;
    made.append(...children);
    return made;
  }

  function marked(text, words) {
    const parts = document.createDocumentFragment();
    let at = 0;
    Fagarkiv.marks(text, words).forEach(([start, end]) => {
      parts.append(text.slice(at, start), element("mark", "", text.slice(start, end)));
      at = end;
    });
    parts.append(text.slice(at));
    return parts;
  }

  /** Lead to the section that matched, with the words to be marked there. */
  function address(found) {
    const words = found.matched.slice(0, MOST_MARKED).join(" ");
    const query = words ? "?" + new URLSearchParams({ marker: words }) : "";
    return Fagarkiv.root + found.url + query + (found.anchor ? "#" + encodeURIComponent(found.anchor) : "");
  }

  function hit(found) {
    const link = element("a", "", marked(found.title, found.matched));
    link.href = address(found);
    const title = element("h2", "fa-card__title", link);
    const meta = element("p", "fa-card__meta", element("span", "", texts["kind_one_" + found.kind]));
    if (found.date) meta.append(element("time", "", written(found.date)));
    if (found.sender) meta.append(element("span", "", found.sender));
    if (found.status !== "gjelder") meta.append(element("span", "fa-badge fa-badge--" + found.status, texts["status_" + found.status]));
    const excerpt = element("p", "fa-card__lead");
    title.lang = excerpt.lang = found.lang;
    const item = element("li", "fa-card", meta, title, excerpt);
    waitingFor.set(item, found);
    return item;
  }

  /** Fetch the excerpt of a hit in view at once, so that it is there when the hit is drawn if it is at hand; of another when
   * it comes near. */
  function awaitExcerpt(item) {
    if (item.getBoundingClientRect().top < innerHeight) complete(item);
    else coming.observe(item);
  }

  /** Give a hit its excerpt, and its link the way to the section and the words on the page. A hit of an older search is no
   * longer on the page, and comes to nothing. */
  async function complete(item) {
    coming.unobserve(item);
    const found = waitingFor.get(item);
    waitingFor.delete(item);
    try {
      await Fagarkiv.excerpt(found);
    } catch (error) {
      return; // The hit is of use without.
    }
    item.querySelector("a").href = address(found);
    const excerpt = item.querySelector(".fa-card__lead");
    if (found.section) excerpt.append(element("strong", "", marked(found.section, found.matched)), ": ");
    excerpt.append(marked(found.excerpt, found.matched));
  }

  function written(date) {
    const [year, month, day] = date.split("-").map(Number);
    const locale = document.documentElement.lang === "nn" ? "nn-NO" : "nb-NO";
    return new Date(year, month - 1, day).toLocaleDateString(locale, { day: "numeric", month: "long", year: "numeric" });
  }

  function nameOf(facet, one) {
    if (facet === "kind") return texts["kind_" + one.value] || one.name;
    if (facet === "status") return texts["status_" + one.value] || one.name;
    return (facet === "lang" && texts["js_lang_" + one.value]) || one.name;
  }

  function toggled(filters, facet, value) {
    const chosen = filters[facet] || [];
    const next = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value];
    return { ...filters, [facet]: next };
  }

  function showFacets(facets, filters) {
    const groups = FACETS.filter((facet) => facets[facet].length > 1 || filters[facet]).map((facet) => {
      const group = element("fieldset", "fa-facet", element("legend", "", texts["js_facet_" + facet]));
      const every = facets[facet];
      every.slice(0, expanded.has(facet) ? every.length : SHOWN).forEach((one) => {
        const box = element("input", "");
        box.type = "checkbox";
        box.id = "f-" + facet + "-" + one.value;
        box.checked = (filters[facet] || []).includes(one.value);
        box.addEventListener("change", () => go({ filters: toggled(filters, facet, one.value) }, true));
        group.append(element("label", "", box, element("span", "", nameOf(facet, one)), element("span", "fa-count", String(one.count))));
      });
      if (every.length > SHOWN && !expanded.has(facet)) {
        const more = element("button", "fa-facet__more", texts.js_show_all);
        more.type = "button";
        more.addEventListener("click", () => {
          expanded.add(facet);
          showFacets(facets, filters);
        });
        group.append(more);
      }
      return group;
    });
    replace($("fa-grupper"), groups);
    return groups.length;
  }

  /** Let the controls for order and days show the state, except one that is being written in. */
  function showControls({ days, sort }) {
    controls.forEach((control) => {
      const value = control.name === "sort" ? sort : days[control.name] || "";
      if (control.value !== value && (control !== document.activeElement || isDay(control.value))) control.value = value;
    });
  }

  function showChips(facets, { filters, days }) {
    const chips = Object.keys(filters).flatMap((facet) =>
      filters[facet].map((value) => {
        const known = (facets[facet] || []).find((one) => one.value === value);
        return chip(nameOf(facet, known || { value, name: value }), { filters: toggled(filters, facet, value) });
      })
    );
    Object.keys(days).forEach((name) => chips.push(chip(fill(texts["js_day_" + name], { date: written(days[name]) }), { days: { ...days, [name]: "" } })));
    replace($("fa-valgte"), chips);
  }

  /** Make a button that takes a filter away. */
  function chip(name, change) {
    const button = element("button", "fa-chip", name + " ×");
    button.type = "button";
    button.setAttribute("aria-label", fill(texts.js_remove, { name }));
    button.addEventListener("click", () => go(change, true));
    return element("li", "", button);
  }

  /** Go up or down among the search field, the hits and the button for more of them. */
  function step(by) {
    const every = [input, ...stops($("fa-treff")), $("fa-flere")].filter((one) => !one.hidden);
    const at = every.indexOf(document.activeElement);
    const next = at < 0 ? null : every[at + by];
    if (next) next.focus();
    return Boolean(next);
  }

  /** Go back to the search field; there, empty it, and then take the filters away. */
  function back() {
    if (document.activeElement !== input) {
      input.focus();
      input.select();
      return true;
    }
    clearTimeout(waiting);
    go(input.value ? { query: "" } : { query: "", filters: {}, days: {}, sort: "" }, true);
    input.value = "";
    return true;
  }

  const KEYS = { ArrowDown: () => step(1), ArrowUp: () => step(-1), Escape: back };
  $("fa-sok").addEventListener("keydown", (event) => {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey && !event.isComposing;
    if (plain && event.key in KEYS && KEYS[event.key]()) event.preventDefault();
  });

  let waiting = 0;
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => go({ query: input.value }, false), 120);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    go({ query: input.value }, true);
  });
  $("fa-flere").addEventListener("click", showMore);
  controls.forEach((control) =>
    control.addEventListener("change", () => {
      if (control.name === "sort") go({ sort: control.value }, true);
      else if (!control.value || isDay(control.value)) go({ days: { ...state().days, [control.name]: control.value } }, true);
    })
  );
  addEventListener("popstate", () => {
    input.value = state().query;
    show();
  });
  input.value = state().query;
  input.focus({ preventScroll: true });
  Fagarkiv.ready().catch(() => say(failure()));
  show();
})();
