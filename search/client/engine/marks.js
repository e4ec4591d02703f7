/** Which words of a text met the query, and the passage that shows them best. */
/** @import { Section } from "./texts.js" */
import { BREAKS, tokens } from "./query.js";

const SHORTEST_PART = 4;
const LONGEST_COMPOUND = 100;
// A point whose number was asked for.
const OWN_NUMBER = 9;
const MARKED = /(?<![\d.])\d{1,3}(?:\.\d{1,3})+(?!\.?\d)|[\p{L}\p{N}](?:[\p{L}\p{N}]|[\u00ad\u200b-\u200d\u2060\ufeff]+(?=[\p{L}\p{N}]))*/gu;

/** Give the words of a text that met the query, whole or as part of a compound. @param {string} text @param {Set<string>} seen */
export function matchedIn(text, seen) {
  return Array.from(new Set(tokens(text))).filter((word) => meets(word, seen));
}

/** @param {string} word @param {Set<string>} seen */
function meets(word, seen) {
  if (seen.has(word)) return true;
  if (word.length < 2 * SHORTEST_PART || word.length > LONGEST_COMPOUND) return false;
  for (let at = SHORTEST_PART; at <= word.length - SHORTEST_PART; at++) if (seen.has(word.slice(at)) || seen.has(word.slice(0, at))) return true;
  return false;
}

/** Give the words of a text that should be marked, as ranges. @param {string} text @param {string[]} matched @returns {[number, number][]} */
export function marks(text, matched) {
  const wanted = new Set(matched);
  /** @type {[number, number][]} */
  const ranges = [];
  for (const word of text.matchAll(MARKED)) {
    if (meets(word[0].replace(BREAKS, "").normalize("NFC").toLowerCase(), wanted)) ranges.push([word.index, word.index + word[0].length]);
  }
  return ranges;
}

/** Give the section where most different words matched. @param {Section[]} sections @param {Set<string>} seen */
export function bestSection(sections, seen) {
  let best = null;
  let most = 0;
  for (const section of sections) {
    const count = matchedIn(section[1], seen).length * 1.5 + matchedIn(section[2], seen).length + (seen.has(section[0]) ? OWN_NUMBER : 0);
    if (count > most) {
      best = section;
      most = count;
    }
  }
  return best;
}
