/** The search page: shows what Fagarkiv.search finds, and keeps its whole state in the address. */
(function () {
  "use strict";
  const texts = window.FagarkivTekster;
  const $ = (/** @type {string} */ id) => document.getElementById(id);
  const form = document.querySelector(".fa-page__search");
  const input = form.querySelector("input");
  const FACETS = ["kind", "topics", "specialties", "sender", "municipalities", "audiences", "year", "status", "lang"];
  const SHOWN = 8;
  const PER_PAGE = 10;
  const SLOW = 400;
  const expanded = new Set();
  let turn = 0;
  let limit = PER_PAGE;

  /** Read the state from the address. */
  function state() {
    const parameters = new URLSearchParams(location.search);
    /** @type {Object<string, string[]>} */
    const filters = {};
    FACETS.forEach((facet) => {
      const values = parameters.getAll(facet);
      if (values.length) filters[facet] = values;
    });
    return { query: parameters.get("q") || "", filters };
  }

  /** Write the state to the address and show what it finds. */
  function go(query, filters, push) {
    const parameters = new URLSearchParams();
    if (query) parameters.set("q", query);
    Object.keys(filters).forEach((facet) => filters[facet].forEach((value) => parameters.append(facet, value)));
    const address = location.pathname + (parameters.toString() ? "?" + parameters : "");
    history[push ? "pushState" : "replaceState"](null, "", address);
    limit = PER_PAGE;
    return show();
  }

  async function show() {
    const own = ++turn;
    const { query, filters } = state();
    if (!query.trim() && !Object.keys(filters).length) return clear();
    // Said only when it takes time: a screen reader would otherwise say it for every letter.
    const slow = setTimeout(() => own === turn && say(texts.js_searching), SLOW);
    let answer;
    try {
      answer = await Fagarkiv.search(query, { filters, limit });
    } catch (error) {
      if (own === turn) say(texts.js_failed);
      return;
    } finally {
      clearTimeout(slow);
    }
    if (own !== turn) return;
    say([summary(answer.total, query), ...answer.notes.map((one) => note(one, answer.total))].filter(Boolean).join(". "));
    replace($("fa-treff"), answer.hits.map(hit));
    $("fa-tom").hidden = answer.total > 0;
    $("fa-flere").hidden = answer.hits.length >= answer.total;
    showFacets(answer.facets, query, filters);
    showChips(answer.facets, query, filters);
  }

  function clear() {
    say("");
    ["fa-treff", "fa-fasetter", "fa-valgte"].forEach((id) => replace($(id), []));
    ["fa-flere", "fa-tom"].forEach((id) => ($(id).hidden = true));
  }

  function say(text) {
    $("fa-status").textContent = text;
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
    if (!total) return fill(texts.js_no_hits, { query });
    return total === 1 ? texts.js_one_hit : fill(texts.js_hits, { count: total });
  }

  function note(one, total) {
    if (one.type === "repaired") return fill(texts.js_repaired, one);
    return one.type === "missing" && total ? fill(texts.js_missing, { words: "«" + one.from + "»" }) : "";
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

  function hit(found) {
    const link = element("a", "", marked(found.title, found.matched));
    link.href = Fagarkiv.root + found.url + (found.anchor ? "#" + encodeURIComponent(found.anchor) : "");
    const title = element("h2", "fa-card__title", link);
    const meta = element("p", "fa-card__meta", element("span", "", texts["kind_one_" + found.kind]));
    if (found.date) meta.append(element("time", "", written(found.date)));
    if (found.sender) meta.append(element("span", "", found.sender));
    if (found.status !== "gjelder") meta.append(element("span", "fa-badge fa-badge--" + found.status, texts["status_" + found.status]));
    const excerpt = element("p", "fa-card__lead");
    if (found.section) excerpt.append(element("strong", "", marked(found.section, found.matched)), ": ");
    excerpt.append(marked(found.excerpt, found.matched));
    title.lang = excerpt.lang = found.lang;
    return element("li", "fa-card", meta, title, excerpt);
  }

  function written(date) {
    const [year, month, day] = date.split("-").map(Number);
    const locale = document.documentElement.lang === "nn" ? "nn-NO" : "nb-NO";
    return new Date(year, month - 1, day).toLocaleDateString(locale, { day: "numeric", month: "long", year: "numeric" });
  }

  function nameOf(facet, one) {
    if (facet === "kind") return texts["kind_" + one.value];
    if (facet === "status") return texts["status_" + one.value];
    return facet === "lang" ? texts["js_lang_" + one.value] : one.name;
  }

  function toggled(filters, facet, value) {
    const chosen = filters[facet] || [];
    const next = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value];
    return { ...filters, [facet]: next };
  }

  function showFacets(facets, query, filters) {
    const groups = FACETS.filter((facet) => facets[facet].length > 1 || filters[facet]).map((facet) => {
      const group = element("fieldset", "fa-facet", element("legend", "", texts["js_facet_" + facet]));
      const every = facets[facet];
      every.slice(0, expanded.has(facet) ? every.length : SHOWN).forEach((one) => {
        const box = element("input", "");
        box.type = "checkbox";
        box.id = "f-" + facet + "-" + one.value;
        box.checked = (filters[facet] || []).includes(one.value);
        box.addEventListener("change", () => go(query, toggled(filters, facet, one.value), true));
        group.append(element("label", "", box, element("span", "", nameOf(facet, one)), element("span", "fa-count", String(one.count))));
      });
      if (every.length > SHOWN && !expanded.has(facet)) {
        const more = element("button", "fa-facet__more", texts.js_show_all);
        more.type = "button";
        more.addEventListener("click", () => {
          expanded.add(facet);
          showFacets(facets, query, filters);
        });
        group.append(more);
      }
      return group;
    });
    replace($("fa-fasetter"), groups);
  }

  function showChips(facets, query, filters) {
    const chips = [];
    Object.keys(filters).forEach((facet) =>
      filters[facet].forEach((value) => {
        const known = (facets[facet] || []).find((one) => one.value === value);
        const name = nameOf(facet, known || { value, name: value });
        const button = element("button", "fa-chip", name + " ×");
        button.type = "button";
        button.setAttribute("aria-label", fill(texts.js_remove, { name }));
        button.addEventListener("click", () => go(query, toggled(filters, facet, value), true));
        chips.push(element("li", "", button));
      })
    );
    replace($("fa-valgte"), chips);
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
    const filters = input.value ? state().filters : {};
    clearTimeout(waiting);
    input.value = "";
    go("", filters, true);
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
    waiting = setTimeout(() => go(input.value, state().filters, false), 120);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    go(input.value, state().filters, true);
  });
  $("fa-flere").addEventListener("click", async () => {
    const seen = stops($("fa-treff")).length;
    limit += PER_PAGE;
    await show();
    const first = stops($("fa-treff"))[seen];
    if (first) first.focus();
  });
  addEventListener("popstate", () => {
    input.value = state().query;
    show();
  });
  input.value = state().query;
  input.focus({ preventScroll: true });
  Fagarkiv.ready().catch(() => ($("fa-status").textContent = texts.js_failed));
  show();
})();
