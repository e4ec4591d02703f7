/**
 * Fagarkiv's search engine for the browser. A classic script, because modules do not load from file://.
 *
 * Everything arrives through script files that call `Fagarkiv.take`, so the same files work on file:// and over HTTP.
 * `Fagarkiv.search(query, options)` is the public interface; see docs/innbygging.md.
 */
(function () {
  "use strict";

  /** @typedef {{facets: Object<string, {values: string[], names: string[], of: (number|number[])[]}>, days: number[], weight: number[]}} Columns */
  /** @typedef {{words: string[], terms: (number|number[])[], postings: string[], nb: number[], nn: number[]}} WordFile */
  /** @typedef {{title: string, url: string, kind: string, date: string, sender: string, status: string, lang: string, lead: string}} Row */
  /** @typedef {Row & {score: number, excerpt: string, matched: string[], anchor: string, section: string}} Hit */
  /** @typedef {{limit?: number, offset?: number, filters?: Object<string, string[]>, asOf?: string, sort?: "relevance"|"newest"|"oldest", prefix?: boolean}} Options */
  /** @typedef {{type: "missing"|"repaired", from: string, to: string}} Note */

  const ROOT = /** @type {HTMLScriptElement} */ (document.currentScript).src.replace(/assets\/[^/]*$/, "");
  const ENTRY = "assets/sok/indeks.js";
  const DAY = 86400000;
  const MOST_EXPANDED = 40;
  const MOST_JOINED = 6;
  const COVERAGE = 2;
  const RECENCY = 0.12;
  const OWN_VARIETY = 1.06;
  const EXCERPT = 240;

  /** @type {Object<string, Promise<any>>} */
  const loading = {};
  /** @type {Object<string, any>} */
  const taken = {};

  const policy = window.trustedTypes
    ? window.trustedTypes.createPolicy("fagarkiv", { createScriptURL: (url) => url })
    : { createScriptURL: (/** @type {string} */ url) => url };

  /** Receive one part of the index; called by the index files themselves.
   * @param {string} part @param {number} number @param {any} data */
  function take(part, number, data) {
    taken[part + number] = data;
  }

  /** Load one index file, once. @param {string} part @param {number} number @param {string} url @returns {Promise<any>} */
  function load(part, number, url) {
    const name = part + number;
    if (!loading[name]) {
      loading[name] = new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = /** @type {string} */ (/** @type {unknown} */ (policy.createScriptURL(ROOT + url)));
        script.onload = () => (name in taken ? resolve(taken[name]) : reject(new Error(url)));
        script.onerror = () => {
          delete loading[name];
          reject(new Error(url));
        };
        document.head.append(script);
      });
    }
    return loading[name];
  }

  /** @returns {Promise<any>} */
  function index() {
    return load("indeks", 0, ENTRY);
  }

  /** Cut text into lower-case words, as search/analysis.py does. @param {string} text @returns {string[]} */
  function tokens(text) {
    return text.normalize("NFC").toLowerCase().match(/[\p{L}\p{N}]+/gu) || [];
  }

  /** Find the last place where sorted[place] <= word. @param {string[]} sorted @param {string} word */
  function placeOf(sorted, word) {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle] <= word) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** Load the word files that hold the words from one to another, a few at most.
   * @param {any} index @param {string} from @param {string} to @param {number} most @returns {Promise<WordFile[]>} */
  function wordFiles(index, from, to, most) {
    const first = Math.max(0, placeOf(index.words.first, from));
    const last = Math.max(first, placeOf(index.words.first, to));
    const numbers = [];
    for (let number = first; number <= last && number < first + most && number < index.words.files.length; number++) numbers.push(number);
    return Promise.all(numbers.map((number) => load("ord", number, index.words.files[number]).then(unpackWords)));
  }

  /** @param {any} file @returns {WordFile} */
  function unpackWords(file) {
    if (typeof file.words === "string") file.words = file.words.split(" ");
    return file;
  }

  /** Count the edits between two words (a letter more, less, other, or two swapped), giving up beyond a limit.
   * Optimal string alignment; Damerau 1964. @param {string} a @param {string} b @param {number} limit */
  function edits(a, b, limit) {
    if (Math.abs(a.length - b.length) > limit) return limit + 1;
    let before = [];
    let above = Array.from({ length: b.length + 1 }, (_, at) => at);
    for (let i = 1; i <= a.length; i++) {
      const row = [i];
      for (let j = 1; j <= b.length; j++) {
        row[j] = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      if (Math.min(...row) > limit) return limit + 1;
      [before, above] = [above, row];
    }
    return above[b.length];
  }

  /** @typedef {{file: WordFile, place: number, share: number}} Place */
  /** @typedef {{word: string, places: Place[], repaired: string}} Meaning */

  /** Find what a typed word means: itself, the words it begins, the word it misspells, or the one it inflects.
   * @param {any} index @param {string} word @param {boolean} prefix @returns {Promise<Meaning>} */
  async function meaningOf(index, word, prefix) {
    const isPrefix = prefix && word.length > 2;
    /** @type {Place[]} */
    const places = [];
    for (const file of await wordFiles(index, word, isPrefix ? word + "\uffff" : word, 3)) {
      const at = placeOf(file.words, word);
      if (at >= 0 && file.words[at] === word) places.push({ file, place: at, share: 1 });
      for (let next = at + 1; isPrefix && next < file.words.length && file.words[next].startsWith(word); next++) {
        if (places.length < MOST_EXPANDED) places.push({ file, place: next, share: 0.7 });
      }
    }
    if (places.length || word.length < 4 || /^\d+$/.test(word)) return { word, places, repaired: "" };
    const half = word.slice(0, Math.ceil(word.length / 2));
    const near = await wordFiles(index, half, half + "\uffff", 6);
    const repair = bestRepair(near, word);
    if (repair) return { word, places: [repair], repaired: repair.file.words[repair.place] };
    const shorter = longestBeginning(near, word);
    return { word, places: shorter ? [shorter] : [], repaired: "" };
  }

  /** Give the word with the fewest edits, and of those the one in most documents.
   * @param {WordFile[]} files @param {string} word @returns {Place | null} */
  function bestRepair(files, word) {
    let best = null;
    let fewest = word.length > 8 ? 2 : 1;
    let most = 0;
    for (const file of files) {
      file.words.forEach((other, place) => {
        if (other.length < 4) return;
        const count = edits(word, other, fewest);
        const size = file.postings[many(file.terms[place])[0]].length;
        if (count < fewest || (count === fewest && size > most)) {
          best = { file, place, share: 0.8 };
          fewest = count;
          most = size;
        }
      });
    }
    return best;
  }

  /** Give the longest word that a longer form begins with. @param {WordFile[]} files @param {string} word @returns {Place | null} */
  function longestBeginning(files, word) {
    let best = null;
    for (const file of files) {
      file.words.forEach((other, place) => {
        if (other.length > 3 && word.length - other.length < 5 && word.startsWith(other)) best = { file, place, share: 0.9 };
      });
    }
    return best;
  }

  /** Find compounds that were typed in two words: each neighbour of a word gets what they mean together.
   * @param {any} index @param {string[]} typed @returns {Promise<Map<string, Place[]>>} */
  async function compounds(index, typed) {
    /** @type {Map<string, Place[]>} */
    const found = new Map();
    if (typed.length > MOST_JOINED) return found;
    const pairs = typed.slice(1).flatMap((second, at) => ["", "s", "e"].map((joint) => [typed[at], second, typed[at] + joint + second]));
    await Promise.all(pairs.map(async ([first, second, whole]) => {
      const [file] = await wordFiles(index, whole, whole, 1);
      const place = file ? placeOf(file.words, whole) : -1;
      if (place < 0 || file.words[place] !== whole) return;
      for (const word of [first, second]) found.set(word, [...(found.get(word) || []), { file, place, share: 1 }]);
    }));
    return found;
  }

  /** Add a term's postings to the scores of one query word.
   * @param {string} packed @param {number} share @param {Float32Array} scores @returns {number} how much the term tells */
  function addPostings(packed, share, scores) {
    const bytes = atob(packed);
    let document = 0;
    let count = 0;
    /** @type {number[]} */
    const hits = [];
    for (let at = 0; at < bytes.length; ) {
      let step = 0;
      let shift = 0;
      let byte;
      do {
        byte = bytes.charCodeAt(at++);
        step |= (byte & 127) << shift;
        shift += 7;
      } while (byte > 127);
      document += step;
      hits.push(document, bytes.charCodeAt(at++));
      count++;
    }
    const idf = Math.log(1 + (scores.length - count + 0.5) / (count + 0.5));
    for (let at = 0; at < hits.length; at += 2) {
      const score = (share * idf * hits[at + 1]) / 255;
      if (score > scores[hits[at]]) scores[hits[at]] = score;
    }
    return share * idf;
  }

  /** @param {Columns} columns @param {number} count @returns {Int32Array} */
  function daysOf(columns, count) {
    const days = new Int32Array(count);
    for (let at = 0, day = 0; at < count; at++) days[at] = day += columns.days[at];
    return days;
  }

  /** @param {number|number[]} value @returns {number[]} */
  function many(value) {
    return typeof value === "number" ? [value] : value;
  }

  /**
   * Give each document the set of facets it fails, so that a facet can be counted as if it were not chosen.
   * @param {Columns} columns @param {Int32Array} days @param {Options} options
   */
  function failures(columns, days, options) {
    const filters = Object.entries(options.filters || {}).filter((entry) => entry[1].length);
    const failed = new Array(days.length).fill(null);
    const latest = options.asOf ? Math.floor(Date.parse(options.asOf) / DAY) : Infinity;
    filters.forEach(([facet, wanted]) => {
      const column = columns.facets[facet];
      const numbers = column ? new Set(wanted.map((value) => column.values.indexOf(value))) : new Set();
      for (let document = 0; document < days.length; document++) {
        const fits = facet === "year" ? wanted.includes(yearOf(days[document])) : many(column ? column.of[document] : []).some((n) => numbers.has(n));
        if (!fits) failed[document] = failed[document] === null ? facet : "*";
      }
    });
    for (let document = 0; document < days.length; document++) if (days[document] > latest) failed[document] = "*";
    return failed;
  }

  /** @param {number} day @returns {string} */
  function yearOf(day) {
    return day ? String(new Date(day * DAY).getUTCFullYear()) : "";
  }

  /** Count the values of every facet among the documents that match.
   * @param {Columns} columns @param {Int32Array} days @param {number[]} documents @param {(string|null)[]} failed */
  function countFacets(columns, days, documents, failed) {
    /** @type {Object<string, {value: string, name: string, count: number}[]>} */
    const facets = {};
    for (const [facet, column] of Object.entries(columns.facets)) {
      const counts = new Array(column.values.length).fill(0);
      for (const document of documents) {
        if (failed[document] === null || failed[document] === facet) many(column.of[document]).forEach((n) => counts[n]++);
      }
      facets[facet] = column.values.map((value, n) => ({ value, name: column.names[n], count: counts[n] })).filter((one) => one.count);
      facets[facet].sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
    }
    /** @type {Object<string, number>} */
    const years = {};
    for (const document of documents) {
      const year = yearOf(days[document]);
      if (year && (failed[document] === null || failed[document] === "year")) years[year] = (years[year] || 0) + 1;
    }
    facets.year = Object.keys(years).sort().reverse().map((value) => ({ value, name: value, count: years[value] }));
    return facets;
  }

  /** @typedef {{total: Float32Array, covered: Float32Array, mass: number, words: Set<string>, variety: string}} Scores */

  /** Score every document for every word: soft OR, where a rare word counts for more.
   * @param {Meaning[]} meanings @param {Map<string, Place[]>} joined @param {number} count @returns {Scores} */
  function score(meanings, joined, count) {
    /** @type {Scores} */
    const result = { total: new Float32Array(count), covered: new Float32Array(count), mass: 0, words: new Set(), variety: "" };
    for (const meaning of meanings) {
      const scores = new Float32Array(count);
      let telling = 0;
      for (const { file, place, share } of [...meaning.places, ...(joined.get(meaning.word) || [])]) {
        result.words.add(file.words[place]);
        if (share === 1 && file.nn.includes(place)) result.variety = "nn";
        else if (share === 1 && !result.variety && file.nb.includes(place)) result.variety = "nb";
        many(file.terms[place]).forEach((term, order) => {
          telling = Math.max(telling, addPostings(file.postings[term], order ? share * 0.8 : share, scores));
          file.terms.forEach((other, n) => many(other)[0] === term && result.words.add(file.words[n]));
        });
      }
      result.mass += telling;
      for (let document = 0; document < count; document++) {
        if (scores[document]) {
          result.total[document] += scores[document];
          result.covered[document] += telling;
        }
      }
    }
    return result;
  }

  /** Weigh in how much of the query a document covers, its age, whether it applies, and its variety; gives those that match.
   * @param {Scores} scores @param {Columns} columns @param {Int32Array} days @returns {number[]} */
  function weigh(scores, columns, days) {
    const newest = days.length ? days[days.length - 1] : 0;
    const oldest = days.find((day) => day > 0) || 0;
    const own = columns.facets.lang.values.indexOf(scores.variety);
    const documents = [];
    for (let document = 0; document < days.length; document++) {
      if (scores.mass && !scores.covered[document]) continue;
      const match = scores.mass ? scores.total[document] * Math.pow(scores.covered[document] / scores.mass, COVERAGE) : 1;
      const recency = 1 + RECENCY * Math.max(0, (days[document] - oldest) / (newest - oldest || 1));
      const variety = own >= 0 && columns.facets.lang.of[document] === own ? OWN_VARIETY : 1;
      scores.total[document] = match * recency * variety * (columns.weight[document] / 100);
      documents.push(document);
    }
    return documents;
  }

  /**
   * Search the archive.
   * @param {string} query what was typed
   * @param {Options} [options]
   * @returns {Promise<{total: number, hits: Hit[], facets: Object<string, {value: string, name: string, count: number}[]>, notes: Note[]}>}
   */
  async function search(query, options = {}) {
    const found = await index();
    const stop = new Set(found.stop);
    const typed = tokens(query.slice(0, 1000)).slice(0, 32);
    const telling = typed.filter((word) => !stop.has(word));
    const prefix = options.prefix !== false && /[\p{L}\p{N}]$/u.test(query);
    const [columns, joined, ...meanings] = await Promise.all([
      load("fasetter", 0, found.facets),
      compounds(found, typed),
      ...telling.map((word, place) => meaningOf(found, word, prefix && place === telling.length - 1)),
    ]);
    const days = daysOf(columns, found.documents);
    const scores = score(meanings, joined, found.documents);
    const documents = telling.length && !scores.mass ? [] : weigh(scores, columns, days);
    const failed = failures(columns, days, options);
    const kept = documents.filter((document) => failed[document] === null);
    const byDay = (/** @type {number} */ a, /** @type {number} */ b) => days[b] - days[a] || a - b;
    const sort = options.sort || (telling.length ? "relevance" : "newest");
    if (sort === "newest") kept.sort(byDay);
    else if (sort === "oldest") kept.sort((a, b) => -byDay(a, b));
    else kept.sort((a, b) => scores.total[b] - scores.total[a] || byDay(a, b));
    const offset = options.offset || 0;
    const shown = kept.slice(offset, offset + (options.limit || 10));
    const hits = await Promise.all(shown.map((document) => hit(found, document, scores.total[document], scores.words)));
    return { total: kept.length, hits, facets: countFacets(columns, days, documents, failed), notes: notesOf(meanings, joined) };
  }

  /** Say what was done with the words. @param {Meaning[]} meanings @param {Map<string, Place[]>} joined @returns {Note[]} */
  function notesOf(meanings, joined) {
    return meanings.filter((meaning) => !joined.has(meaning.word)).flatMap((meaning) => {
      if (meaning.repaired) return [{ type: "repaired", from: meaning.word, to: meaning.repaired }];
      return meaning.places.length ? [] : [{ type: "missing", from: meaning.word, to: "" }];
    });
  }

  /** @param {any} index @param {number} document @param {number} score @param {Set<string>} matched @returns {Promise<Hit>} */
  async function hit(index, document, score, matched) {
    const part = (/** @type {"dok"|"tekst"} */ name) => {
      const number = Math.floor(document / index[name].size);
      return load(name, number, index[name].files[number]).then((rows) => rows[document % index[name].size]);
    };
    const [row, sections] = await Promise.all([part("dok"), part("tekst")]);
    const [title, url, kind, date, sender, status, lang, lead] = row;
    const best = bestSection(sections, matched);
    const excerpt = best ? excerptOf(best[2], matched) : lead;
    return {
      title, url, kind, date, sender, status, lang, lead, score,
      anchor: best ? best[0] : "", section: best ? best[1] : "", excerpt: excerpt || lead,
      matched: tokens(title + " " + excerpt).filter((word) => matched.has(word)),
    };
  }

  /** Give the section where most different words matched. @param {[string, string, string][]} sections @param {Set<string>} matched */
  function bestSection(sections, matched) {
    let best = null;
    let most = 0;
    for (const section of sections) {
      const inTitle = new Set(tokens(section[1]).filter((word) => matched.has(word)));
      const inText = new Set(tokens(section[2]).filter((word) => matched.has(word)));
      const count = inTitle.size * 1.5 + inText.size;
      if (count > most) {
        best = section;
        most = count;
      }
    }
    return best;
  }

  /** Cut out the part of a text where most words matched. @param {string} text @param {Set<string>} matched */
  function excerptOf(text, matched) {
    const words = Array.from(text.matchAll(/[\p{L}\p{N}]+/gu));
    const places = words.filter((word) => matched.has(word[0].normalize("NFC").toLowerCase())).map((word) => word.index);
    let start = 0;
    let most = 0;
    for (const place of places) {
      const inside = places.filter((other) => other >= place && other < place + EXCERPT).length;
      if (inside > most) {
        most = inside;
        start = place;
      }
    }
    let from = Math.max(0, start - 60);
    if (from) from = text.indexOf(" ", from) + 1 || from;
    let end = Math.min(text.length, from + EXCERPT);
    if (end < text.length) end = Math.max(text.lastIndexOf(" ", end), from + 1);
    return (from ? "… " : "") + text.slice(from, end) + (end < text.length ? " …" : "");
  }

  /** Give the words of an excerpt that should be marked, as ranges. @param {string} text @param {string[]} matched @returns {[number, number][]} */
  function marks(text, matched) {
    const wanted = new Set(matched);
    /** @type {[number, number][]} */
    const ranges = [];
    for (const word of text.matchAll(/[\p{L}\p{N}]+/gu)) {
      if (wanted.has(word[0].normalize("NFC").toLowerCase())) ranges.push([word.index, word.index + word[0].length]);
    }
    return ranges;
  }

  // @ts-ignore - the one name that this script puts into the page
  window.Fagarkiv = { take, search, marks, root: ROOT, ready: index };
})();
