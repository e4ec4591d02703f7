/** How the files of an index are written: words by what they share, columns by what changes, and lists in bytes. */

/** @typedef {{values: string[], names: string[], of: number[][]}} Column */
/** @typedef {{facets: Record<string, Column>, days: Int32Array, weight: number[]}} Columns */
/** @typedef {{facets: Record<string, {values: string[], names: string[], of: string}>, days: string, weight: string}} PackedColumns */

const WEIGHTS = Array.from({ length: 16 }, (_, step) => 0.25 * Math.pow(2, step / 2));

/** Read words that are written as how much of the one before they begin with, and the rest.
 * @param {string} coded @returns {string[]} */
export function frontDecoded(coded) {
  let before = "";
  return coded ? coded.split(" ").map((one) => (before = before.slice(0, parseInt(one[0], 36)) + one.slice(1))) : [];
}

/** Read values of which one that repeats the one before is written as nothing. @param {string} written @returns {string[]} */
export function repeated(written) {
  let before = "-";
  return written.split(" ").map((value) => (before = value || before));
}

/** @param {PackedColumns} data @returns {Columns} */
export function unpackColumns(data) {
  const facets = Object.entries(data.facets).map(([facet, column]) => [facet, { ...column, of: listsOf(column.of) }]);
  const weight = repeated(data.weight).map((one) => parseInt(one, 36) / 100);
  return { facets: Object.fromEntries(facets), days: daysOf(repeated(data.days)), weight };
}

/** Read each document's values; documents with the same ones share a list. @param {string} written */
function listsOf(written) {
  /** @type {Map<string, number[]>} */
  const lists = new Map([["-", []]]);
  return repeated(written).map((values) => {
    const known = lists.get(values);
    if (known) return known;
    const numbers = values.split(",").map((one) => parseInt(one, 36));
    lists.set(values, numbers);
    return numbers;
  });
}

/** @param {string[]} steps each day as the step from the one before */
function daysOf(steps) {
  const days = new Int32Array(steps.length);
  for (let at = 0, day = 0; at < steps.length; at++) days[at] = day += parseInt(steps[at], 36) || 0;
  return days;
}

/** Add a list's weights to the documents'. @param {string} packed @param {number} share @param {Float32Array} weights */
export function addList(packed, share, weights) {
  const bytes = atob(packed);
  for (let at = 0, document = -1; at < bytes.length; ) {
    let byte = bytes.charCodeAt(at++);
    const weight = WEIGHTS[(byte >> 3) & 15];
    let step = byte & 7;
    for (let shift = 3; byte > 127; shift += 7) {
      byte = bytes.charCodeAt(at++);
      step |= (byte & 127) << shift;
    }
    document += step;
    weights[document] += share * weight;
  }
}
