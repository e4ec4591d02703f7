/** The state of the search page, which is all in its address. */

/** @typedef {"fra" | "til" | "dato"} Day */
/** @typedef {"" | keyof typeof SORTS} Sort */
/** @typedef {Record<string, string[]>} Filters */
/** @typedef {{query: string, filters: Filters, days: Partial<Record<Day, string>>, sort: Sort, weak: boolean}} State */

// What the address says of each day and order, and what the engine calls it.
export const DAYS = /** @type {const} */ ({ fra: "from", til: "to", dato: "asOf" });
export const SORTS = /** @type {const} */ ({ nyeste: "newest", eldste: "oldest" });
const DAY_NAMES = /** @type {Day[]} */ (Object.keys(DAYS));

/** Read the state from an address; what makes no sense there is as if it were not there.
 * @param {string} search @param {string[]} facets what can be filtered by @returns {State} */
export function stateOf(search, facets) {
  const parameters = new URLSearchParams(search);
  /** @type {Filters} */
  const filters = {};
  facets.forEach((facet) => {
    const values = parameters.getAll(facet);
    if (values.length) filters[facet] = values;
  });
  /** @type {State["days"]} */
  const days = {};
  DAY_NAMES.forEach((name) => {
    const day = parameters.get(name);
    if (isDay(day)) days[name] = day;
  });
  const sort = parameters.get("sort") || "";
  return { query: parameters.get("q") || "", filters, days, sort: isSort(sort) ? sort : "", weak: parameters.get("svake") === "1" };
}

/** Write a state as `stateOf` reads it. @param {State} state @returns {string} */
export function addressOf({ query, filters, days, sort, weak }) {
  const parameters = new URLSearchParams();
  if (query) parameters.set("q", query);
  Object.keys(filters).forEach((facet) => filters[facet].forEach((value) => parameters.append(facet, value)));
  chosenDays(days).forEach(([name, day]) => parameters.set(name, day));
  if (sort) parameters.set("sort", sort);
  if (weak) parameters.set("svake", "1");
  const written = parameters.toString();
  return written && "?" + written;
}

/** @param {State["days"]} days @returns {[Day, string][]} */
export function chosenDays(days) {
  return DAY_NAMES.flatMap((name) => {
    const day = days[name];
    return day ? [/** @type {[Day, string]} */ ([name, day])] : [];
  });
}

/** A year before 1900 is one that is still being typed. @param {string | null} text @returns {text is string} */
export function isDay(text) {
  if (!text || !/^(19|[2-9]\d)\d\d-\d\d-\d\d$/.test(text)) return false;
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** @param {string} text @returns {text is keyof typeof SORTS} */
export function isSort(text) {
  return Object.hasOwn(SORTS, text);
}

/** Whether there is anything to search for. @param {State} state */
export function isEmpty({ query, filters, days }) {
  return !query.trim() && !Object.keys(filters).length && !Object.keys(days).length;
}

/** Count what the hits are narrowed by. @param {State} state */
export function chosenCount({ filters, days }) {
  return Object.values(filters).reduce((sum, values) => sum + values.length, 0) + chosenDays(days).length;
}

/** Choose a value of a facet, or no longer. @param {Filters} filters @param {string} facet @param {string} value @returns {Filters} */
export function toggled(filters, facet, value) {
  const chosen = filters[facet] || [];
  const next = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value];
  return { ...filters, [facet]: next };
}
