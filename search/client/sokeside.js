/** The search page: shows what Fagarkiv.search finds, and keeps its whole state in the address. */
/** @import { Found, Options } from "./engine/interface.js" */
/** @import { Facets } from "./page/filters.js" */
/** @import { Day, Filters, State } from "./page/state.js" */
import { byId, replace, stops } from "./page/dom.js";
import { chipsOf, groupsOf } from "./page/filters.js";
import { awaitExcerpt, awaitNone, hit } from "./page/hits.js";
import { addressOf, chosenDays, DAYS, isDay, isEmpty, isSort, SORTS, stateOf } from "./page/state.js";
import { FACETS, failure, sayAnswer, texts } from "./page/wording.js";

const form = /** @type {HTMLFormElement} */ (document.querySelector(".fa-page__search"));
const input = /** @type {HTMLInputElement} */ (form.querySelector("input"));
const controls = [...document.querySelectorAll(/** @type {"input"} */ ("#fa-rekkefolge select, #fa-rekkefolge input"))];
const PER_PAGE = 10;
const SLOW = 400;
const PAUSE = 120;
const JUST_OPENED = 10000;
let turn = 0;

/** @returns {State} */
function state() {
  return stateOf(location.search, FACETS);
}

/** Write a change of the state to the address and show what it finds. @param {Partial<State>} change @param {boolean} push */
function go(change, push) {
  const address = location.pathname + addressOf({ ...state(), ...change });
  history[push ? "pushState" : "replaceState"](null, "", address);
  return show();
}

/** @param {Partial<State>} change */
function choose(change) {
  go(change, true);
}

/** Find hits from one on, without their excerpts: those are fetched for what is looked at.
 * Gives nothing if a newer search has begun, or this one failed. @param {State} wanted @param {number} offset @returns {Promise<Found | null>} */
async function find(wanted, offset) {
  const own = ++turn;
  // Said only when it takes time: a screen reader would otherwise say it for every letter.
  const slow = setTimeout(() => own === turn && say(texts.js_searching), SLOW);
  try {
    const answer = await window.Fagarkiv.search(wanted.query, optionsOf(wanted, offset));
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

/** @param {State} wanted @param {number} offset @returns {Options} */
function optionsOf({ filters, days, sort }, offset) {
  /** @type {Options} */
  const options = { filters, offset, limit: PER_PAGE, excerpts: false };
  chosenDays(days).forEach(([name, day]) => (options[DAYS[name]] = day));
  if (sort) options.sort = SORTS[sort];
  return options;
}

async function show() {
  const wanted = state();
  showControls(wanted);
  if (isEmpty(wanted)) return clear();
  const answer = await find(wanted, 0);
  if (!answer) return;
  say(sayAnswer(answer, wanted.query));
  awaitNone();
  const items = answer.hits.map(hit);
  put("fa-treff", items);
  byId("fa-tom").hidden = answer.total > 0;
  byId("fa-flere").hidden = items.length >= answer.total;
  const groups = showFacets(answer.facets, wanted.filters);
  byId("fa-fasetter").hidden = !groups && !Object.keys(wanted.days).length;
  put("fa-valgte", chipsOf(answer.facets, wanted, choose));
  items.forEach(awaitExcerpt);
}

async function showMore() {
  const list = byId("fa-treff");
  const answer = await find(state(), list.children.length);
  if (!answer) return;
  say(sayAnswer(answer, state().query));
  const items = answer.hits.map(hit);
  list.append(...items);
  byId("fa-flere").hidden = list.children.length >= answer.total;
  items.forEach(awaitExcerpt);
  if (items.length) stops(items[0])[0].focus();
}

function clear() {
  turn++;
  say("");
  awaitNone();
  ["fa-treff", "fa-grupper", "fa-valgte"].forEach((id) => put(id, []));
  ["fa-flere", "fa-tom", "fa-fasetter"].forEach((id) => (byId(id).hidden = true));
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
function showControls({ days, sort }) {
  controls.forEach((control) => {
    const value = control.name === "sort" ? sort : days[/** @type {Day} */ (control.name)] || "";
    if (control.value !== value && (control !== document.activeElement || isDay(control.value))) control.value = value;
  });
}

/** Go up or down among the search field, the hits and the button for more of them. @param {number} by */
function step(by) {
  const every = [input, ...stops(byId("fa-treff")), byId("fa-flere")].filter((one) => !one.hidden);
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
  choose(input.value ? { query: "" } : { query: "", filters: {}, days: {}, sort: "" });
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
controls.forEach((control) =>
  control.addEventListener("change", () => {
    if (control.name === "sort") choose({ sort: isSort(control.value) ? control.value : "" });
    else if (!control.value || isDay(control.value)) choose({ days: { ...state().days, [control.name]: control.value } });
  })
);
addEventListener("popstate", () => {
  input.value = state().query;
  show();
});
input.value = state().query;
input.focus({ preventScroll: true });
window.Fagarkiv.ready().catch(() => say(failure()));
show();
