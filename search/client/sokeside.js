/** The search page: shows what Fagarkiv.search finds, and keeps its whole state in the address. */
/** @import { Found, Options } from "./engine/interface.js" */
/** @import { Facets } from "./page/filters.js" */
/** @import { Day, Filters, State } from "./page/state.js" */
import { byId, replace, stops } from "./page/dom.js";
import { chipsOf, groupsOf } from "./page/filters.js";
import { awaitExcerpt, awaitNone, hit } from "./page/hits.js";
import { leadOf } from "./page/leads.js";
import { addressOnly, keepPlace, keptPlace, returnTo } from "./page/returning.js";
import { addressOf, chosenCount, chosenDays, DAYS, isDay, isEmpty, isSort, SORTS, stateOf } from "./page/state.js";
import { FACETS, failure, fill, sayAnswer, texts } from "./page/wording.js";

const form = /** @type {HTMLFormElement} */ (document.querySelector(".fa-page__search"));
const input = /** @type {HTMLInputElement} */ (form.querySelector("input"));
const controls = [...document.querySelectorAll(/** @type {"input"} */ ("#fa-rekkefolge select, #fa-rekkefolge input"))];
const onlyCurrent = /** @type {HTMLInputElement} */ (byId("fa-gjelder"));
const PER_PAGE = 10;
const SLOW = 400;
const PAUSE = 120;
const JUST_OPENED = 10000;
const CURRENT = "gjelder";
/** @type {Partial<State>} */
const UNNARROWED = { filters: {}, days: {} };
let turn = 0;

/** @returns {State} */
function state() {
  return stateOf(location.search, FACETS);
}

/** Write a change of the state to the address and show what it finds. @param {Partial<State>} change @param {boolean} push */
function go(change, push) {
  const address = location.pathname + addressOf({ ...state(), weak: false, ...change });
  history[push ? "pushState" : "replaceState"](null, "", address);
  return show();
}

/** @param {Partial<State>} change */
function choose(change) {
  go(change, true);
}

/** Find hits from one on, without their excerpts: those are fetched for what is looked at.
 * Gives nothing if a newer search has begun, or this one failed. @param {State} wanted @param {number} offset @param {number} limit @returns {Promise<Found | null>} */
async function find(wanted, offset, limit) {
  const own = ++turn;
  // Said only when it takes time: a screen reader would otherwise say it for every letter.
  const slow = setTimeout(() => own === turn && say(texts.js_searching), SLOW);
  try {
    const answer = await window.Fagarkiv.search(wanted.query, optionsOf(wanted, offset, limit));
    return own === turn ? answer : null;
  } catch (error) {
    if (own === turn) giveUp(error);
    return null;
  } finally {
    clearTimeout(slow);
  }
}

/** Say that the search failed. Where the index has got another form since the page was opened, the page is opened anew:
 * all its state is in the address. @param {unknown} error */
function giveUp(error) {
  const isOutdated = error instanceof Error && error.name === "OtherForm" && performance.now() > JUST_OPENED;
  if (isOutdated) location.reload();
  else say(failure());
}

/** @param {State} wanted @param {number} offset @param {number} limit @returns {Options} */
function optionsOf({ filters, days, sort, weak }, offset, limit) {
  /** @type {Options} */
  const options = { filters, offset, limit, weak, excerpts: false };
  chosenDays(days).forEach(([name, day]) => (options[DAYS[name]] = day));
  if (sort) options.sort = SORTS[sort];
  return options;
}

/** Show what the address asks for. @param {number} [count] how many hits, where a reader comes back to more than the first */
async function show(count = PER_PAGE) {
  const wanted = state();
  showControls(wanted);
  if (isEmpty(wanted)) return clear();
  const answer = await find(wanted, 0, count);
  if (!answer) return;
  byId("fa-inngang").classList.toggle("fa-ways--shown", !answer.total && !answer.leads.length);
  say(sayAnswer(answer, wanted.query, chosenCount(wanted) > 0));
  awaitNone();
  const items = answer.hits.map(hit);
  put("fa-rett-liste", answer.leads.map(leadOf));
  byId("fa-rett").hidden = !answer.leads.length;
  put("fa-treff", items);
  byId("fa-tom").hidden = answer.total > 0;
  showMoreButtons(answer, items.length);
  showTools(answer, wanted);
  items.forEach(awaitExcerpt);
  if (!answer.total && wanted.query && chosenCount(wanted)) await offerAll(wanted);
}

/** Show the buttons for more hits, and for weaker ones. @param {Found} answer @param {number} shown */
function showMoreButtons({ total, weak }, shown) {
  byId("fa-flere").hidden = shown >= total;
  offer("fa-svake", shown >= total ? weak : 0, weak === 1 ? texts.js_weak_one : texts.js_weak);
  offer("fa-uten", 0, "");
}

/** @param {string} id @param {number} count none hides the button @param {string} text */
function offer(id, count, text) {
  byId(id).hidden = !count;
  byId(id).textContent = fill(text, { count });
}

/** Where filters leave nothing, offer what there is without them; nothing is said of it, for what was found has been.
 * @param {State} wanted */
async function offerAll(wanted) {
  const own = turn;
  try {
    const { total } = await window.Fagarkiv.search(wanted.query, optionsOf({ ...wanted, filters: {}, days: {} }, 0, 1));
    if (own === turn) offer("fa-uten", total, texts.js_without);
  } catch {
    // The answer stands without the offer.
  }
}

/** Show what the hits can be narrowed by. @param {Found} answer @param {State} wanted */
function showTools(answer, wanted) {
  const groups = showFacets(answer.facets, wanted.filters);
  const chosen = chosenCount(wanted);
  showAside(groups > 0 || chosen > 0);
  byId("fa-avgrens").textContent = fill(chosen ? texts.js_filters_on : texts.js_filters, { count: chosen });
  offer("fa-vis", answer.total, answer.total === 1 ? texts.js_one_hit : texts.js_show_hits);
  byId("fa-fjern").hidden = !chosen;
  put("fa-valgte", chipsOf(answer.facets, wanted, choose));
}

/** Show the filters, or leave the room for what folds them out empty. @param {boolean} shown */
function showAside(shown) {
  byId("fa-fasetter").hidden = !shown;
  byId("fa-verktoy").classList.toggle("fa-tools--off", !shown);
}

async function showMore() {
  const list = byId("fa-treff");
  const wanted = state();
  const answer = await find(wanted, list.children.length, PER_PAGE);
  if (!answer) return;
  say(sayAnswer(answer, wanted.query, chosenCount(wanted) > 0));
  const items = answer.hits.map(hit);
  list.append(...items);
  showMoreButtons(answer, list.children.length);
  items.forEach(awaitExcerpt);
  if (items.length) stops(items[0])[0].focus();
}

function clear() {
  turn++;
  say("");
  awaitNone();
  byId("fa-inngang").classList.add("fa-ways--shown");
  ["fa-treff", "fa-grupper", "fa-valgte", "fa-rett-liste"].forEach((id) => put(id, []));
  ["fa-flere", "fa-svake", "fa-uten", "fa-tom", "fa-rett"].forEach((id) => (byId(id).hidden = true));
  showAside(false);
}

/** @param {string} text */
function say(text) {
  byId("fa-status").textContent = text;
}

/** @param {string} id @param {Node[]} children */
function put(id, children) {
  replace(byId(id), children, input);
}

/** @param {Facets} facets @param {Filters} filters @returns {number} how many groups there are */
function showFacets(facets, filters) {
  const groups = groupsOf(facets, filters, choose, () => showFacets(facets, filters));
  put("fa-grupper", groups);
  return groups.length;
}

/** Let the controls for order and days show the state, except one that is being written in. @param {State} state */
function showControls({ days, sort, filters }) {
  controls.forEach((control) => {
    const value = control.name === "sort" ? sort : days[/** @type {Day} */ (control.name)] || "";
    if (control.value !== value && (control !== document.activeElement || isDay(control.value))) control.value = value;
  });
  onlyCurrent.checked = (filters.status || []).join() === CURRENT;
}

/** Fold the filters out or in, where the page has no room for them beside the hits. @param {boolean} open */
function fold(open) {
  byId("fa-fasetter").classList.toggle("fa-facets--open", open);
  byId("fa-avgrens").setAttribute("aria-expanded", String(open));
}

/** Go up or down among the search field, what it leads to, the hits and the buttons for more of them. @param {number} by */
function step(by) {
  const more = ["fa-flere", "fa-svake", "fa-uten"].map(byId);
  const every = [input, ...stops(byId("fa-rett")), ...stops(byId("fa-treff")), ...more].filter((one) => !one.hidden);
  const at = every.indexOf(/** @type {HTMLElement} */ (document.activeElement));
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
  choose(input.value ? { query: "" } : { query: "", ...UNNARROWED, sort: "" });
  input.value = "";
  return true;
}

/** @type {Record<string, () => boolean>} */
const KEYS = { ArrowDown: () => step(1), ArrowUp: () => step(-1), Escape: back };
byId("fa-sok").addEventListener("keydown", (event) => {
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey && !event.isComposing;
  if (plain && event.key in KEYS && KEYS[event.key]()) event.preventDefault();
});

let waiting = 0;
input.addEventListener("input", () => {
  clearTimeout(waiting);
  // What is new in the archive is learnt of while one types on.
  window.Fagarkiv.ready().catch(() => {});
  waiting = setTimeout(() => go({ query: input.value }, false), PAUSE);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  choose({ query: input.value });
});
byId("fa-flere").addEventListener("click", showMore);
byId("fa-svake").addEventListener("click", () => choose({ weak: true }));
byId("fa-uten").addEventListener("click", () => choose(UNNARROWED));
byId("fa-fjern").addEventListener("click", () => choose(UNNARROWED));
byId("fa-avgrens").addEventListener("click", () => {
  const open = byId("fa-avgrens").getAttribute("aria-expanded") === "false";
  fold(open);
  if (open) stops(byId("fa-fasetter"))[0].focus();
});
byId("fa-vis").addEventListener("click", () => {
  fold(false);
  byId("fa-avgrens").focus();
});
onlyCurrent.addEventListener("change", () => {
  const { status: _, ...filters } = state().filters;
  choose({ filters: onlyCurrent.checked ? { ...filters, status: [CURRENT] } : filters });
});
controls.forEach((control) =>
  control.addEventListener("change", () => {
    if (control.name === "sort") choose({ sort: isSort(control.value) ? control.value : "" });
    else if (!control.value || isDay(control.value)) choose({ days: { ...state().days, [control.name]: control.value } });
  })
);
byId("fa-sok").addEventListener("click", ({ target }) => {
  const link = target instanceof Element ? target.closest("#fa-treff a, #fa-rett a") : null;
  if (link instanceof HTMLAnchorElement) keepPlace(byId("fa-treff"), addressOnly(link.href));
});
addEventListener("popstate", () => {
  input.value = state().query;
  show();
});

/** Show what the address asks for; where it was left, if the reader comes back to it. */
async function begin() {
  const place = keptPlace();
  input.value = state().query;
  if (!place) input.focus({ preventScroll: true });
  else history.scrollRestoration = "manual";
  await show(place ? Math.max(place.shown, PER_PAGE) : PER_PAGE);
  if (place) returnTo(place, [byId("fa-treff"), byId("fa-rett")]);
}

window.Fagarkiv.ready().catch(() => say(failure()));
begin();
