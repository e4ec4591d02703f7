/** Numbers and codes that are written in one here and in groups there: "116117" and "116 117", "J459" and "J45.9". */
/** @import { Index } from "./index.js" */
/** @import { List } from "./units.js" */
import { lookUp } from "./lexicon.js";
import { RANKING } from "./ranking.js";
import { meet, unit } from "./units.js";

const MOST_GROUPS = 4;
const GROUPED = RANKING.groups.map((pattern) => new RegExp(pattern, "u"));

/** Give the lists of the groups that a number can be written in, where all of them are there.
 * @param {Index} index @param {string} word @returns {Promise<List[][] | null>} */
export async function groupsOf(index, word) {
  for (const pattern of GROUPED) {
    const groups = pattern.exec(word);
    if (!groups) continue;
    const places = await Promise.all(groups.slice(1).map((group) => lookUp(index, group)));
    const there = places.filter((place) => place !== null);
    if (there.length === places.length) return there.map((place) => groupLists(place));
  }
  return null;
}

/** Write numbers that were typed in groups in one, where one is written in just those. @param {string[]} typed @returns {string[]} */
export function inOne(typed) {
  for (let size = MOST_GROUPS; size > 1; size--) {
    for (let start = 0; start + size <= typed.length; start++) {
      const run = typed.slice(start, start + size);
      if (run.every((word) => /^\d+$/.test(word)) && isGrouped(run)) {
        return [...inOne(typed.slice(0, start)), run.join(""), ...inOne(typed.slice(start + size))];
      }
    }
  }
  return typed;
}

/** @param {string[]} run */
function isGrouped(run) {
  return GROUPED.some((pattern) => pattern.exec(run.join(""))?.slice(1).join(" ") === run.join(" "));
}

/** @param {import("./lexicon.js").Place} place */
function groupLists(place) {
  const made = unit("");
  meet(made, place, 1, true);
  return made.lists;
}
