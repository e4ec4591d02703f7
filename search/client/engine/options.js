/** What a page asks of the search: an error names the option that is not as docs/innbygging.md says. */
/** @import { Options } from "./interface.js" */

/** @param {unknown} value */
const isText = (value) => typeof value === "string";
/** @param {unknown} value */
const isCount = (value) => Number.isInteger(value) && Number(value) >= 0;
/** @param {unknown} value */
const isChoice = (value) => typeof value === "boolean";
/** @param {unknown} value */
const isDay = (value) => value === "" || (isText(value) && !Number.isNaN(Date.parse(String(value))));
/** @param {unknown} value */
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
/** @param {unknown} value */
const areFilters = (value) => isObject(value) && Object.values(/** @type {object} */ (value)).every((one) => Array.isArray(one) && one.every(isText));

/** @type {Map<string, [(value: unknown) => boolean, string]>} */
const KNOWN = new Map([
  ["limit", [isCount, "a whole number from 0"]],
  ["offset", [isCount, "a whole number from 0"]],
  ["filters", [areFilters, "lists of values by facet"]],
  ["from", [isDay, "a day as ISO 8601"]],
  ["to", [isDay, "a day as ISO 8601"]],
  ["asOf", [isDay, "a day as ISO 8601"]],
  ["sort", [(value) => value === "relevance" || value === "newest" || value === "oldest", "relevance, newest or oldest"]],
  ["prefix", [isChoice, "true or false"]],
  ["weak", [isChoice, "true or false"]],
  ["excerpts", [isChoice, "true or false"]],
]);

/** Give the options of a search, if the search can be made. @param {unknown} query @param {unknown} options @returns {Options} */
export function checked(query, options) {
  if (!isText(query)) throw new TypeError("Fagarkiv.search: query must be text");
  if (!isObject(options)) throw new TypeError("Fagarkiv.search: options must be an object");
  for (const [name, value] of Object.entries(/** @type {object} */ (options))) {
    const [fits, what] = KNOWN.get(name) || [() => true, ""];
    if (value !== undefined && value !== null && !fits(value)) throw new TypeError(`Fagarkiv.search: options.${name} must be ${what}`);
  }
  return /** @type {Options} */ (options);
}

/** See that there is something to mark, and words to mark. @param {unknown} text @param {unknown} matched */
export function checkMarks(text, matched) {
  if (!isText(text)) throw new TypeError("Fagarkiv.marks: text must be text");
  if (!Array.isArray(matched) || !matched.every(isText)) throw new TypeError("Fagarkiv.marks: matched must be a list of words");
}
