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
  /** @typedef {{type: "missing"|"repaired"|"also", from: string, to: string}} Note */

  const ROOT = /** @type {HTMLScriptElement} */ (document.currentScript).src.replace(/assets\/[^/]*$/, "");
  const ENTRY = "assets/sok/indeks.js";
  const DAY = 86400000;
  const MOST_EXPANDED = 40;
  const RECENCY = 0.12;
  const OWN_VARIETY = 1.2;
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

  /** Load the word files in which a word, or words that begin with it, may stand.
   * @param {any} index @param {string} word @param {boolean} prefix @returns {Promise<WordFile[]>} */
  function wordFiles(index, word, prefix) {
    const first = Math.max(0, placeOf(index.words.first, word));
    const last = prefix && word.length > 2 ? Math.max(first, placeOf(index.words.first, word + "\uffff")) : first;
    const numbers = [];
    for (let number = first; number <= Math.min(last, first + 2) && number < index.words.files.length; number++) numbers.push(number);
    return Promise.all(numbers.map((number) => load("ord", number, index.words.files[number]).then(unpackWords)));
  }

  /** @param {any} file @returns {WordFile} */
  function unpackWords(file) {
    if (typeof file.words === "string") file.words = file.words.split(" ");
    return file;
  }

  /** Whether two words are one edit apart: a letter more, less, other, or two swapped. @param {string} a @param {string} b */
  function oneEdit(a, b) {
    if (Math.abs(a.length - b.length) > 1) return false;
    let start = 0;
    while (start < a.length && a[start] === b[start]) start++;
    const rest = (/** @type {string} */ text, /** @type {number} */ skip) => text.slice(start + skip);
    if (a.length === b.length) {
      return rest(a, 1) === rest(b, 1) || (a[start] === b[start + 1] && a[start + 1] === b[start] && rest(a, 2) === rest(b, 2));
    }
    return a.length > b.length ? rest(a, 1) === rest(b, 0) : rest(a, 0) === rest(b, 1);
  }

  /**
   * Find what a typed word means: itself, words it begins, the word it inflects, or the one it misspells.
   * @param {WordFile[]} files @param {string} word @param {boolean} prefix
   * @returns {{found: {file: WordFile, place: number, share: number}[], repaired: string}}
   */
  function lookUp(files, word, prefix) {
    const found = [];
    let repaired = "";
    for (const file of files) {
      const at = placeOf(file.words, word);
      if (at >= 0 && file.words[at] === word) found.push({ file, place: at, share: 1 });
      if (prefix && word.length > 2) {
        for (let next = at + 1; next < file.words.length && found.length < MOST_EXPANDED && file.words[next].startsWith(word); next++) {
          if (file.words[next] !== word) found.push({ file, place: next, share: 0.7 });
        }
      }
    }
    if (!found.length && word.length > 3) {
      for (const file of files) {
        const at = placeOf(file.words, word);
        for (let near = at; near >= 0 && near > at - 30; near--) {
          const shorter = file.words[near];
          if (shorter.length > 3 && word.startsWith(shorter) && word.length - shorter.length < 5) {
            return { found: [{ file, place: near, share: 0.9 }], repaired };
          }
        }
        const place = file.words.findIndex((other) => other.length > 3 && oneEdit(word, other));
        if (place >= 0) {
          repaired = file.words[place];
          return { found: [{ file, place, share: 0.8 }], repaired };
        }
      }
    }
    return { found, repaired };
  }

  /** Add a term's postings to the scores of one query word.
   * @param {string} packed @param {number} share @param {Float32Array} scores */
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
    const [columns, ...files] = await Promise.all([
      load("fasetter", 0, found.facets),
      ...telling.map((word, place) => wordFiles(found, word, prefix && place === telling.length - 1)),
    ]);
    const count = found.documents;
    const days = daysOf(columns, count);
    /** @type {Note[]} */
    const notes = [];
    /** @type {Set<string>} */
    const matchedWords = new Set();
    let variety = "";
    const total = new Float32Array(count);
    const covered = new Uint8Array(count);
    telling.forEach((word, place) => {
      const isLast = prefix && place === telling.length - 1;
      const { found: places, repaired } = lookUp(files[place], word, isLast);
      if (repaired) notes.push({ type: "repaired", from: word, to: repaired });
      if (!places.length) notes.push({ type: "missing", from: word, to: "" });
      const scores = new Float32Array(count);
      places.forEach(({ file, place: at, share }) => {
        if (share === 1 && file.nn.includes(at)) variety = "nn";
        else if (share === 1 && !variety && file.nb.includes(at)) variety = "nb";
        const terms = many(file.terms[at]);
        matchedWords.add(file.words[at]);
        terms.forEach((term, order) => {
          addPostings(file.postings[term], order ? share * 0.8 : share, scores);
          file.terms.forEach((other, n) => many(other)[0] === term && matchedWords.add(file.words[n]));
        });
      });
      for (let document = 0; document < count; document++) {
        if (scores[document]) {
          total[document] += scores[document];
          covered[document]++;
        }
      }
    });
    const newest = count ? days[count - 1] : 0;
    const oldest = days.find((day) => day > 0) || 0;
    const documents = [];
    const own = columns.facets.lang.values.indexOf(variety);
    for (let document = 0; document < count; document++) {
      if (telling.length && !covered[document]) continue;
      const coverage = telling.length ? Math.pow(covered[document] / telling.length, 1.5) : 1;
      const recency = 1 + RECENCY * Math.max(0, (days[document] - oldest) / (newest - oldest || 1));
      total[document] = (telling.length ? total[document] : 1) * coverage * recency * (columns.weight[document] / 100);
      if (own >= 0 && columns.facets.lang.of[document] === own) total[document] *= OWN_VARIETY;
      documents.push(document);
    }
    const failed = failures(columns, days, options);
    const kept = documents.filter((document) => failed[document] === null);
    const byDay = (/** @type {number} */ a, /** @type {number} */ b) => days[b] - days[a] || a - b;
    const sort = options.sort || (telling.length ? "relevance" : "newest");
    if (sort === "newest") kept.sort(byDay);
    else if (sort === "oldest") kept.sort((a, b) => -byDay(a, b));
    else kept.sort((a, b) => total[b] - total[a] || byDay(a, b));
    const offset = options.offset || 0;
    const shown = kept.slice(offset, offset + (options.limit || 10));
    const hits = await Promise.all(shown.map((document) => hit(found, document, total[document], matchedWords)));
    return { total: kept.length, hits, facets: countFacets(columns, days, documents, failed), notes };
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
