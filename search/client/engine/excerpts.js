/** The passage that shows best what matched. */
import { marks } from "./marks.js";

const EXCERPT = 240;
const BEFORE = 60;
// Where a table begins, and where its rows end; as in generator/body/plain.py.
const TABLE = /\u2062([^\u2062]*[\u2063\u2064])/g;
const HEADING_END = "\u2064";
const SIGNS = /[\u2062-\u2064]/g;
const BETWEEN_CELLS = " · ";

/** Cut out the part of a text where most words matched: of a table, the row with its heading. Nothing where only the heading of a
 * table did. @param {string} text @param {Set<string>} seen */
export function excerptOf(text, seen) {
  const start = densest(marks(text, Array.from(seen)).map(([place]) => place));
  const tables = Array.from(text.matchAll(TABLE), (table) => ({ from: table.index, to: table.index + table[0].length, rows: table[1] }));
  const around = tables.find((table) => table.from <= start && start < table.to);
  if (around) return rowAt(around.rows, start - around.from - 1);
  const first = tables.filter((table) => table.to <= start).reduce((most, table) => Math.max(most, table.to), 0);
  const last = tables.filter((table) => table.from > start).reduce((least, table) => Math.min(least, table.from), text.length);
  return passage(text, start, first, last);
}

/** Cut text out between two places, at blanks. @param {string} text @param {number} start @param {number} first @param {number} last */
function passage(text, start, first, last) {
  let from = Math.max(first, start - BEFORE);
  if (from > first) from = text.indexOf(" ", from) + 1 || from;
  let end = Math.min(last, from + EXCERPT);
  if (end < last) end = Math.max(text.lastIndexOf(" ", end), from + 1);
  return (from ? "… " : "") + text.slice(from, end).trim() + (end < text.length ? " …" : "");
}

/** Give the row of a table that stands at a place, each cell with its heading; nothing of the heading itself.
 * @param {string} rows @param {number} at */
function rowAt(rows, at) {
  const heading = rows.indexOf(HEADING_END);
  if (at <= heading) return "";
  const from = Math.max(...["\u2063", HEADING_END].map((sign) => rows.lastIndexOf(sign, at))) + 1;
  const end = rows.slice(from).search(SIGNS);
  const cells = cellsOf(rows.slice(from, from + end));
  const names = heading < 0 ? [] : cellsOf(rows.slice(0, heading));
  const named = cells.map((cell, place) => (names[place] && cell ? names[place] + ": " + cell : cell));
  return named.filter(Boolean).join(BETWEEN_CELLS);
}

/** @param {string} row which ends with what stands between cells */
function cellsOf(row) {
  return row.split("·").slice(0, -1).map((cell) => cell.trim());
}

/** Give the place that most others follow closely. @param {number[]} places from first to last */
function densest(places) {
  let start = 0;
  let most = 0;
  let end = 0;
  for (let at = 0; at < places.length; at++) {
    while (end < places.length && places[end] < places[at] + EXCERPT) end++;
    if (end - at > most) {
      most = end - at;
      start = places[at];
    }
  }
  return start;
}
