/**
 * Fagarkiv's search engine for the browser. A classic script, because modules do not load from file://.
 *
 * Everything arrives through script files that call `Fagarkiv.take`, so the same files work on file:// and over HTTP.
 * `Fagarkiv.search(query, options)` is the public interface; see docs/innbygging.md. Why it is as it is: ../DESIGN.md.
 */
(function () {
  "use strict";

  /** @typedef {{values: string[], names: string[], of: number[][]}} Column */
  /** @typedef {{facets: Object<string, Column>, days: Int32Array, weight: number[]}} Columns */
  /** @typedef {{words: string[], t: (number|number[]|string)[], e: string, l: string[][], also: Object<string, string>, nn: number[], nb: number[]}} WordFile */
  /** @typedef {{words: string[], n: string}} NearFile */
  /** @typedef {{url: string, title: string, kind: string, date: string, sender: string, status: string, lang: string, score: number, excerpt: string, anchor: string, section: string, matched: string[]}} Hit */
  /** @typedef {{limit?: number, offset?: number, filters?: Object<string, string[]>, from?: string, to?: string, asOf?: string, sort?: "relevance"|"newest"|"oldest", prefix?: boolean, excerpts?: boolean}} Options */
  /** @typedef {{type: "missing"|"repaired"|"also", from: string, to: string}} Note */
  /** @typedef {{value: string, name: string, count: number}} Count */
  /** @typedef {{words: string[], phrases: string[][], without: string[], typed: string[]}} Query */
  /** @typedef {{file: WordFile, terms: number[], exact: number, variety: string}} Place */
  /** @typedef {{packed: string, share: number}} List */
  /** @typedef {{both: string[], place: Place}} Compound */
  /** @typedef {{word: string, just: string, lists: List[], every: List[][], seen: Set<string>, variety: string, notes: Note[]}} Unit */

  // From the script's own address, since the page may be another site's.
  const ROOT = new URL("..", /** @type {HTMLScriptElement} */ (document.currentScript).src).href;
  const FOLDERS = { utdrag: "assets/utdrag/" };
  const FOLDER = "assets/sok/";
  const DAY = 86400000;
  const SLICE = 12;
  const MOST_TYPED = 1000;
  const MOST_WORDS = 32;
  const MOST_JOINED = 6;
  const MOST_EXPANDED = 40;
  const MOST_PHRASED = 100;
  const EXCERPT = 240;

  // How much each way to meet a word counts; measured in ../DESIGN.md.
  const JUST = 0.35;
  const WITHIN = 0.2;
  const BEGUN = 0.7;
  const REPAIRED = 0.8;
  const SYNONYM = 0.8;
  const JOINED = 0.45;
  const SATURATION = 1.2;
  const JUST_SATURATION = 3;
  const RARITY = 1.2;
  const COVERAGE = 0.7;
  const RECENCY = 0.12;
  const OWN_VARIETY = 1.06;
  const WEIGHTS = Array.from({ length: 16 }, (_, step) => 0.25 * Math.pow(2, step / 2));

  /** @type {Object<string, Promise<any>>} */
  const loading = {};
  /** @type {Object<string, any>} */
  const taken = {};
  /** @type {WeakMap<Hit, {document: number, seen: Set<string>}>} */
  const origins = new WeakMap();

  const policy = window.trustedTypes
    ? window.trustedTypes.createPolicy("fagarkiv", { createScriptURL: (url) => url })
    : { createScriptURL: (/** @type {string} */ url) => url };

  /** Receive one part of the index; called by the index files themselves.
   * @param {string} part @param {number} number @param {any} data */
  function take(part, number, data) {
    taken[part + number] = data;
  }

  /** Load one index file, once, and unpack it. @param {string} part @param {number} number @param {string} url @param {(data: any) => any} unpack @returns {Promise<any>} */
  function load(part, number, url, unpack) {
    const name = part + number;
    if (!loading[name]) {
      loading[name] = new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = /** @type {string} */ (/** @type {unknown} */ (policy.createScriptURL(ROOT + url)));
        script.onload = () => {
          if (name in taken) resolve(unpack(taken[name]));
          else reject(new Error(url));
          delete taken[name];
          script.remove();
        };
        script.onerror = () => {
          delete loading[name];
          script.remove();
          reject(new Error(url));
        };
        document.head.append(script);
      });
    }
    return loading[name];
  }

  /** @returns {Promise<any>} */
  function index() {
    return load("indeks", 0, FOLDER + "indeks.js", (data) => {
      for (const part of ["ord", "fram", "bak", "dok", "utdrag"]) data[part].files = data[part].files ? data[part].files.split(" ") : [];
      data.stop = new Set(data.stop.split(" "));
      data.endings = new Set(["", ...data.endings.split(" ")]);
      return data;
    });
  }

  /** @param {any} index @param {"ord"|"fram"|"bak"|"dok"|"utdrag"} part @param {number} number @param {(data: any) => any} unpack */
  function loadPart(index, part, number, unpack) {
    const folder = /** @type {any} */ (FOLDERS)[part] || FOLDER;
    return load(part, number, folder + part + "-" + number + "-" + index[part].files[number] + ".js", unpack);
  }

  // ── What the files hold ────────────────────────────────────────────────────────────────────────────────────────

  /** Read words that are written as how much of the one before they begin with, and the rest.
   * @param {string} coded @returns {string[]} */
  function frontDecoded(coded) {
    let before = "";
    return coded ? coded.split(" ").map((one) => (before = before.slice(0, parseInt(one[0], 36)) + one.slice(1))) : [];
  }

  /** @param {any} file */
  function unpackWords(file) {
    return { ...file, words: frontDecoded(file.w) };
  }

  /** Read values of which one that repeats the one before is written as nothing. @param {string} written @returns {string[]} */
  function repeated(written) {
    let before = "-";
    return written.split(" ").map((value) => (before = value || before));
  }

  /** @param {any} data @returns {Columns} */
  function unpackColumns(data) {
    for (const column of Object.values(data.facets)) {
      /** @type {Object<string, number[]>} */
      const lists = { "-": [] };
      column.of = repeated(column.of).map((value) => lists[value] || (lists[value] = value.split(",").map((one) => parseInt(one, 36))));
    }
    const steps = repeated(data.days);
    const days = new Int32Array(steps.length);
    for (let at = 0, day = 0; at < steps.length; at++) days[at] = day += parseInt(steps[at], 36) || 0;
    return { facets: data.facets, days, weight: repeated(data.weight).map((one) => parseInt(one, 36) / 100) };
  }

  /** Add a list's weights to the documents'. @param {string} packed @param {number} share @param {Float32Array} weights */
  function addList(packed, share, weights) {
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

  // ── From what was typed to what it means ───────────────────────────────────────────────────────────────────────

  /** Cut text into lower-case words, as search/analysis.py does. @param {string} text @returns {string[]} */
  function tokens(text) {
    return text.normalize("NFC").toLowerCase().match(/[\p{L}\p{N}]+/gu) || [];
  }

  /** Read a query: words, "phrases in quotes" and -words to leave out. @param {string} query @param {Set<string>} stop @returns {Query} */
  function parsed(query, stop) {
    /** @type {Query} */
    const read = { words: [], phrases: [], without: [], typed: [] };
    for (const [, minus, quoted, plain] of query.slice(0, MOST_TYPED).matchAll(/(?:(?<=^|\s)(-))?(?:["«“”]([^"»“”]*)["»“”]|([^\s"«»“”]+))/gu)) {
      const words = tokens(quoted === undefined ? plain : quoted);
      if (minus) read.without.push(...words);
      else {
        if (quoted !== undefined && words.length > 1) read.phrases.push(words);
        read.typed.push(...words);
      }
    }
    read.typed = read.typed.slice(0, MOST_WORDS);
    read.words = read.typed.filter((word) => !stop.has(word));
    return read;
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

  /** Load the files of a part that hold the words from one to another, a few at most.
   * @param {any} index @param {"ord"|"fram"|"bak"} part @param {string} from @param {string} to @param {number} most @returns {Promise<any[]>} */
  function filesBetween(index, part, from, to, most) {
    const first = Math.max(0, placeOf(index[part].first, from));
    const last = Math.min(Math.max(first, placeOf(index[part].first, to)), first + most - 1, index[part].files.length - 1);
    const numbers = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
    return Promise.all(numbers.map((number) => loadPart(index, part, number, unpackWords)));
  }

  /** Look a word up in the lexicon. @param {any} index @param {string} word @returns {Promise<Place|null>} */
  async function lookUp(index, word) {
    const [file] = await filesBetween(index, "ord", word, word, 1);
    const at = file ? placeOf(file.words, word) : -1;
    return at >= 0 && file.words[at] === word ? placed(index, file, at) : null;
  }

  /** Give what a word of a file means; its lists may lie with another word. @param {any} index @param {WordFile} file @param {number} at @returns {Promise<Place|null>} */
  async function placed(index, file, at) {
    const terms = file.t[at];
    const own = { exact: parseInt(file.e[at], 36), variety: file.nn.includes(at) ? "nn" : file.nb.includes(at) ? "nb" : "" };
    if (typeof terms !== "string") return { file, terms: many(terms), ...own };
    const home = await lookUp(index, terms);
    return home && { ...home, ...own };
  }

  /** @param {number|number[]} value @returns {number[]} */
  function many(value) {
    return typeof value === "number" ? [value] : value;
  }

  /** @param {string} word @returns {Unit} */
  function unit(word) {
    return { word, just: "", lists: [], every: [], seen: new Set([word]), variety: "", notes: [] };
  }

  /** Let a unit be met by what stands at a place of the lexicon.
   * @param {Unit} unit @param {Place} place @param {number} share @param {boolean} [whole] compounds do not count */
  function meet(unit, { file, terms }, share, whole) {
    terms.forEach((term, order) => {
      const own = order ? share * SYNONYM : share;
      file.l[term].forEach((packed, number) => {
        if (packed && number) unit.lists.push({ packed, share: own });
        else if (packed && !whole) unit.lists.push({ packed, share: own * WITHIN });
      });
      (file.also[term] || "").split(" ").forEach((word) => word && unit.seen.add(word));
      file.t.forEach((other, at) => (other === term || (Array.isArray(other) && other[0] === term)) && unit.seen.add(file.words[at]));
    });
  }

  /** Make the unit of a word that the lexicon has. @param {string} word @param {Place} place @returns {Unit} */
  function known(word, place) {
    const made = unit(word);
    const { file, exact, variety } = place;
    const first = place.terms[0];
    meet(made, place, 1);
    if (exact) made.just = file.l[first][exact];
    made.variety = variety;
    const other = (file.also[first] || "").split(" ").find((one) => one && one.slice(0, 3) !== word.slice(0, 3));
    if (other) made.notes.push({ type: "also", from: word, to: other });
    return made;
  }

  /** Make the units of a typed word: itself; or the words it begins, misspells, or is made of.
   * @param {any} index @param {string} word @param {boolean} typing @returns {Promise<Unit[]>} */
  async function unitsOf(index, word, typing) {
    const place = await lookUp(index, word);
    if (place) return [known(word, place)];
    const [other, begun] = await Promise.all([otherForm(index, word), beginning(index, word, typing)]);
    if (other || begun) {
      const made = begun && (typing || !other) ? begun : unit(word);
      if (other) meet(made, other, 1);
      return [made];
    }
    const apart = await apartFrom(index, word);
    if (apart.length) return apart;
    if (word.length < 4 || /^\d+$/.test(word)) return [missing(word)];
    const [onward, backward] = await near(index, word);
    const repair = bestRepair([...onward, ...backward], word, word.length < 8 ? 1 : 2);
    if (repair && repair.edits === 1) return repaired(index, word, [repair.word]);
    const halves = parted(onward, backward, word);
    if (halves) return repaired(index, word, halves.words, halves.exact);
    return repair ? repaired(index, word, [repair.word]) : [missing(word)];
  }

  /** Make units of the letters and the digits of a word that is written in one here and with a hyphen or a blank there: "covid19".
   * @param {any} index @param {string} word @returns {Promise<Unit[]>} */
  async function apartFrom(index, word) {
    const runs = word.match(/\p{N}+|\p{L}+/gu) || [];
    if (runs.length < 2) return [];
    const places = await Promise.all(runs.map((run) => lookUp(index, run)));
    return places.every((place) => place) ? repaired(index, word, runs, true) : [];
  }

  /** @param {string} word @returns {Unit} */
  function missing(word) {
    return { ...unit(word), notes: [{ type: "missing", from: word, to: "" }] };
  }

  /** Find a word that is the same but for its ending, the longest stem first.
   * @param {any} index @param {string} word @param {number} [least] how long the stem must be @param {boolean} [near] only where the word itself would stand @returns {Promise<Place|null>} */
  async function otherForm(index, word, least = 3, near = false) {
    const stem = word.slice(0, Math.max(least, word.length - 6));
    let longest = least - 1;
    let best = null;
    for (const file of await filesBetween(index, "ord", near ? word : stem, word + "\uffff", near ? 1 : 2)) {
      for (let at = Math.max(0, placeOf(file.words, stem)); at < file.words.length && file.words[at] <= stem + "\uffff"; at++) {
        const shared = sharedStem(index.endings, word, file.words[at], longest);
        if (shared > longest) {
          best = { file, at };
          longest = shared;
        }
      }
    }
    return best && placed(index, best.file, best.at);
  }

  /** Count the letters of the stem that two words share if they differ in ending alone, else 0; what a word is the genitive of comes first.
   * @param {Set<string>} endings @param {string} word @param {string} other @param {number} least */
  function sharedStem(endings, word, other, least) {
    if (word === other + "s") return word.length + 1;
    let same = 0;
    while (same < word.length && word[same] === other[same]) same++;
    for (let at = same; at > least; at--) if (endings.has(word.slice(at)) && endings.has(other.slice(at))) return at;
    return 0;
  }

  /** Find the words that one begins: any while it is being typed, else only little longer ones.
   * @param {any} index @param {string} word @param {boolean} typing @returns {Promise<Unit|null>} */
  async function beginning(index, word, typing) {
    if (word.length < (typing ? 2 : 4)) return null;
    const made = unit(word);
    let left = MOST_EXPANDED;
    for (const file of await filesBetween(index, "ord", word, word + "\uffff", typing ? 3 : 1)) {
      for (let at = placeOf(file.words, word) + 1; at < file.words.length && file.words[at].startsWith(word) && left; at++) {
        if (!typing && file.words[at].length - word.length > 4) continue;
        const place = await placed(index, file, at);
        if (place) meet(made, place, BEGUN, true);
        left--;
      }
    }
    return made.lists.length ? made : null;
  }

  /** Make units of the words that one is taken to mean.
   * @param {any} index @param {string} word @param {string[]} meant @param {boolean} [exact] nothing was misspelled @returns {Promise<Unit[]>} */
  async function repaired(index, word, meant, exact) {
    const places = await Promise.all(meant.map((one) => lookUp(index, one)));
    const units = places.filter((place) => place !== null).map((place) => {
      const made = unit(word);
      meet(made, /** @type {Place} */ (place), exact ? 1 : REPAIRED);
      return made;
    });
    if (!units.length) return [missing(word)];
    if (!exact) units[0].notes.push({ type: "repaired", from: word, to: meant.join(" + ") });
    return units;
  }

  /** Load the words whose first or last half is that of a word: one of its halves is whole if there is one mistake.
   * @param {any} index @param {string} word @returns {Promise<[NearFile[], NearFile[]]>} */
  async function near(index, word) {
    const half = Math.floor(word.length / 2);
    const [start, end] = [word.slice(0, half), reversed(word).slice(0, half)];
    const [onward, backward] = await Promise.all([
      filesBetween(index, "fram", start.slice(0, 3), start + "\uffff", 3),
      filesBetween(index, "bak", end.slice(0, 3), end + "\uffff", 3),
    ]);
    return [onward, backward.map((file) => turned(file))];
  }

  /** @param {string} word */
  function reversed(word) {
    return Array.from(word).reverse().join("");
  }

  /** @param {any} file @returns {NearFile} */
  function turned(file) {
    if (!file.turned) file.turned = { words: file.words.map(reversed), n: file.n };
    return file.turned;
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

  /** Give the word with the fewest edits, and of those the one in most documents.
   * @param {NearFile[]} files @param {string} word @param {number} limit @returns {{word: string, edits: number}|null} */
  function bestRepair(files, word, limit) {
    let best = null;
    let most = -1;
    for (const file of files) {
      file.words.forEach((other, at) => {
        if (Math.abs(other.length - word.length) > limit) return;
        const count = edits(word, other, limit);
        const size = parseInt(file.n[at], 36);
        if (count > limit || (best && count === best.edits && size <= most)) return;
        best = { word: other, edits: count };
        limit = count;
        most = size;
      });
    }
    return best;
  }

  /** Part a word that the site does not have in two that it has, as evenly as can be; or in one that it has and one that is misspelled.
   * @param {NearFile[]} onward @param {NearFile[]} backward @param {string} word @returns {{words: string[], exact: boolean}|null} */
  function parted(onward, backward, word) {
    const lefts = onward.flatMap((file) => file.words.filter((one) => word.startsWith(one)));
    const rights = backward.flatMap((file) => file.words.filter((one) => word.endsWith(one)));
    /** @type {{words: string[], exact: boolean}|null} */
    let best = null;
    let evenness = 0;
    for (const left of lefts) {
      for (const right of rights) {
        const joint = word.slice(left.length, word.length - right.length);
        const even = Math.min(left.length, right.length) - (joint ? 0.5 : 0);
        if (left.length + right.length + joint.length === word.length && /^[se]?$/.test(joint) && even > evenness) {
          best = { words: [left, right], exact: true };
          evenness = even;
        }
      }
    }
    return best || misspelledHalf(onward, backward, lefts, rights, word);
  }

  /** @param {NearFile[]} onward @param {NearFile[]} backward @param {string[]} lefts @param {string[]} rights @param {string} word */
  function misspelledHalf(onward, backward, lefts, rights, word) {
    const longest = (/** @type {string[]} */ words) => words.filter((one) => word.length - one.length > 4).sort((a, b) => b.length - a.length)[0];
    const [left, right] = [longest(lefts), longest(rights)];
    const last = left && bestRepair(backward, word.slice(left.length), 1);
    if (left && last) return { words: [left, last.word], exact: false };
    const first = right && bestRepair(onward, word.slice(0, -right.length), 1);
    return right && first ? { words: [first.word, right], exact: false } : null;
  }

  /** Find the compounds that neighbours make, in the form they have here. @param {any} index @param {string[]} typed @returns {Promise<Compound[]>} */
  async function compounds(index, typed) {
    if (typed.length > MOST_JOINED) return [];
    const pairs = typed.slice(1).flatMap((second, at) => ["", "s", "e"].map((joint) => ({ both: [typed[at], second], first: typed[at] + joint, whole: typed[at] + joint + second })));
    const places = await Promise.all(pairs.map(async ({ first, whole }) => (await lookUp(index, whole)) || otherForm(index, whole, first.length + 2, true)));
    return pairs.flatMap(({ both }, at) => {
      const place = places[at];
      return place ? [{ both, place }] : [];
    });
  }

  /** Let neighbours be met by the compound that was typed in two words. @param {Compound[]} found @param {Map<string, Unit>} units */
  function join(found, units) {
    for (const { both, place } of found) {
      for (const word of both) {
        const met = units.get(word);
        if (!met) continue;
        meet(met, place, 1, true);
        met.notes = met.notes.filter((note) => note.type === "also");
      }
    }
  }

  /** Let words be met by the phrases that mean the same, and the words of a phrase by what means the same as it.
   * @param {any} index @param {string[]} typed @param {Map<string, Unit>} units */
  async function addPhrases(index, typed, units) {
    const line = " " + typed.join(" ") + " ";
    for (const group of index.phrases) {
      const met = group.filter((/** @type {string} */ one) => line.includes(" " + tokens(one).join(" ") + " "));
      for (const one of met) {
        const words = tokens(one);
        const own = words.map((word) => units.get(word)).find((unit) => unit);
        for (const other of own ? group.filter((/** @type {string} */ name) => name !== one) : []) {
          const places = await Promise.all(tokens(other).filter((word) => !index.stop.has(word)).map((word) => lookUp(index, word)));
          if (places.some((place) => !place)) continue;
          const every = places.map((place) => {
            const made = unit("");
            meet(made, /** @type {Place} */ (place), SYNONYM, true);
            made.seen.forEach((word) => own.seen.add(word));
            return made.lists;
          });
          if (every.length) for (const word of words) if (units.has(word)) units.get(word).every.push(every);
          own.notes.push({ type: "also", from: one, to: other });
        }
      }
    }
  }

  // ── Scoring ────────────────────────────────────────────────────────────────────────────────────────────────────

  let rested = 0;

  /** Let the page go on if we have been at it for a while. */
  async function rest() {
    if (performance.now() - rested < SLICE) return;
    await new Promise((resolve) => {
      const channel = new MessageChannel();
      channel.port1.onmessage = resolve;
      channel.port2.postMessage(null);
    });
    rested = performance.now();
  }

  /** Weigh every document for a unit: all that meets it, or only just the word. @param {List[]} lists @param {number} count */
  function weightsOf(lists, count) {
    const weights = new Float32Array(count);
    for (const { packed, share } of lists) addList(packed, share, weights);
    return weights;
  }

  /** Tell how much a word says: the rarer, the more. Its idf to a power just above one, since the words of a whole question differ more than those of two keywords. @param {Float32Array} weights */
  function idfOf(weights) {
    let having = 0;
    for (let document = 0; document < weights.length; document++) if (weights[document]) having++;
    return having ? Math.pow(Math.log(1 + (weights.length - having + 0.5) / (having + 0.5)), RARITY) : 0;
  }

  /** @typedef {{total: Float32Array, covered: Float32Array, joined: Float32Array, mass: number}} Scores */

  /** Score every document for every unit: soft OR, where a rare word counts for more; and for the compounds that neighbours make.
   * @param {Unit[]} units @param {Compound[]} joined @param {number} count @returns {Promise<Scores>} */
  async function score(units, joined, count) {
    const scores = { total: new Float32Array(count), covered: new Float32Array(count), joined: new Float32Array(count), mass: 0 };
    for (const unit of units) {
      const all = weightsOf(unit.lists, count);
      for (const every of unit.every) addEvery(every, all);
      const part = unit.just ? JUST : 0;
      const just = unit.just ? weightsOf([{ packed: unit.just, share: 1 }], count) : all;
      const [idf, justIdf] = [(1 - part) * idfOf(all), part ? part * idfOf(just) : 0];
      scores.mass += idf + justIdf;
      for (let document = 0; document < count; document++) {
        if (!all[document]) continue;
        scores.total[document] += (idf * all[document]) / (all[document] + SATURATION);
        scores.covered[document] += idf + justIdf;
        if (part) scores.total[document] += (justIdf * just[document]) / (just[document] + JUST_SATURATION);
      }
      await rest();
    }
    for (const place of new Map(joined.map(({ place }) => [place.file.l[place.terms[0]], place])).values()) addCompound(place, scores.joined);
    return scores;
  }

  /** Add what a compound that was typed in two words is worth as a word of its own. @param {Place} place @param {Float32Array} scores */
  function addCompound(place, scores) {
    const made = unit("");
    meet(made, place, 1);
    const weights = weightsOf(made.lists, scores.length);
    const idf = JOINED * idfOf(weights);
    for (let document = 0; document < scores.length; document++) scores[document] += (idf * weights[document]) / (weights[document] + SATURATION);
  }

  /** Add what documents that have all words of a phrase are worth. @param {List[][]} every @param {Float32Array} weights */
  function addEvery(every, weights) {
    const each = every.map((lists) => weightsOf(lists, weights.length));
    for (let document = 0; document < weights.length; document++) weights[document] += Math.min(...each.map((one) => one[document]));
  }

  /** Weigh in how much of the query a document covers, its age, whether it applies, and its variety; gives those that match.
   * @param {Scores} scores @param {Columns} columns @param {string} variety @returns {number[]} */
  function weigh(scores, columns, variety) {
    const days = columns.days;
    const newest = days.length ? days[days.length - 1] : 0;
    const oldest = days.find((day) => day > 0) || 0;
    const own = columns.facets.lang.values.indexOf(variety);
    const documents = [];
    for (let document = 0; document < days.length; document++) {
      if (scores.mass && !scores.covered[document]) continue;
      const match = scores.mass ? scores.total[document] * Math.pow(scores.covered[document] / scores.mass, COVERAGE) + scores.joined[document] : 1;
      const recency = 1 + RECENCY * Math.max(0, (days[document] - oldest) / (newest - oldest || 1));
      const factor = own >= 0 && columns.facets.lang.of[document][0] === own ? OWN_VARIETY : 1;
      scores.total[document] = match * recency * factor * columns.weight[document];
      documents.push(document);
    }
    return documents;
  }

  // ── Facets ─────────────────────────────────────────────────────────────────────────────────────────────────────

  /** @param {string|undefined} date @param {number} without @returns {number} */
  function dayOf(date, without) {
    const time = date ? Date.parse(date) : NaN;
    return Number.isNaN(time) ? without : Math.floor(time / DAY);
  }

  /**
   * Give each document the facet it fails ("*" for more than one), so that a facet can be counted as if it were not chosen.
   * @param {Columns} columns @param {Options} options @returns {(string|null)[]}
   */
  function failures(columns, options) {
    const days = columns.days;
    const failed = new Array(days.length).fill(null);
    for (const [facet, wanted] of Object.entries(options.filters || {}).filter((entry) => entry[1].length)) {
      const column = columns.facets[facet];
      const numbers = new Set(column ? wanted.map((value) => column.values.indexOf(value)) : []);
      for (let document = 0; document < days.length; document++) {
        const fits = facet === "year" ? wanted.includes(yearOf(days[document])) : column && column.of[document].some((n) => numbers.has(n));
        if (!fits) failed[document] = failed[document] === null ? facet : "*";
      }
    }
    const from = dayOf(options.from, -Infinity);
    const to = Math.min(dayOf(options.to, Infinity), dayOf(options.asOf, Infinity));
    for (let document = 0; document < days.length; document++) if (days[document] < from || days[document] > to) failed[document] = "*";
    return failed;
  }

  /** @type {Map<number, string>} */
  const years = new Map();

  /** @param {number} day @returns {string} */
  function yearOf(day) {
    if (!day) return "";
    let year = years.get(day);
    if (!year) years.set(day, (year = String(new Date(day * DAY).getUTCFullYear())));
    return year;
  }

  /** Count the values of every facet among the documents that match.
   * @param {Columns} columns @param {number[]} documents @param {(string|null)[]} failed @returns {Object<string, Count[]>} */
  function countFacets(columns, documents, failed) {
    /** @type {Object<string, Count[]>} */
    const facets = {};
    for (const [facet, column] of Object.entries(columns.facets)) {
      const counts = new Array(column.values.length).fill(0);
      for (const document of documents) {
        if (failed[document] === null || failed[document] === facet) for (const value of column.of[document]) counts[value]++;
      }
      facets[facet] = column.values.map((value, n) => ({ value, name: column.names[n], count: counts[n] })).filter((one) => one.count);
      facets[facet].sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
    }
    /** @type {Object<string, number>} */
    const counted = {};
    for (const document of documents) {
      const year = yearOf(columns.days[document]);
      if (year && (failed[document] === null || failed[document] === "year")) counted[year] = (counted[year] || 0) + 1;
    }
    facets.year = Object.keys(counted).sort().reverse().map((value) => ({ value, name: value, count: counted[value] }));
    return facets;
  }

  /** Give the first of what a comparison puts first, in order, without putting all the rest in order.
   * @param {number[]} documents @param {number} count @param {(a: number, b: number) => number} compare */
  function firstOf(documents, count, compare) {
    /** @type {number[]} */
    const best = [];
    for (const document of documents) {
      if (best.length === count && compare(document, best[count - 1]) >= 0) continue;
      let at = best.length === count ? count - 1 : best.length;
      for (; at > 0 && compare(document, best[at - 1]) < 0; at--) best[at] = best[at - 1];
      best[at] = document;
    }
    return best;
  }

  // ── The search ─────────────────────────────────────────────────────────────────────────────────────────────────

  /**
   * Search the archive.
   * @param {string} query what was typed
   * @param {Options} [options]
   * @returns {Promise<{total: number, hits: Hit[], facets: Object<string, Count[]>, notes: Note[]}>}
   */
  async function search(query, options = {}) {
    rested = performance.now();
    const found = await index();
    const read = parsed(query, found.stop);
    const columnsReady = load("fasetter", 0, FOLDER + "fasetter-0-" + found.facets + ".js", unpackColumns);
    const typing = options.prefix !== false && /[\p{L}\p{N}]$/u.test(query);
    const distinct = Array.from(new Set(read.words));
    const [columns, joined, excluded, ...made] = await Promise.all([
      columnsReady,
      compounds(found, read.typed),
      Promise.all(read.without.map((word) => lookUp(found, word))),
      ...distinct.map((word) => unitsOf(found, word, typing && word === read.typed[read.typed.length - 1])),
    ]);
    const firsts = new Map(distinct.map((word, at) => [word, made[at][0]]));
    join(joined, firsts);
    await addPhrases(found, read.typed, firsts);
    const units = made.flat();
    const scores = await score(units, joined, found.documents);
    const variety = (units.find((unit) => unit.variety === "nn") || units.find((unit) => unit.variety) || { variety: "" }).variety;
    const matching = distinct.length && !scores.mass ? [] : weigh(scores, columns, variety);
    const documents = await phrased(found, read, without(matching, excluded, found.documents), units, scores);
    const failed = failures(columns, options);
    const kept = documents.filter((document) => failed[document] === null);
    await rest();
    const byDay = (/** @type {number} */ a, /** @type {number} */ b) => columns.days[b] - columns.days[a] || a - b;
    const sort = options.sort || (distinct.length ? "relevance" : "newest");
    const byScore = (/** @type {number} */ a, /** @type {number} */ b) => scores.total[b] - scores.total[a] || byDay(a, b);
    const order = { newest: byDay, oldest: (/** @type {number} */ a, /** @type {number} */ b) => byDay(b, a), relevance: byScore }[sort] || byScore;
    const offset = options.offset || 0;
    const shown = firstOf(kept, offset + (options.limit || 10), order).slice(offset);
    const seen = new Set(units.flatMap((unit) => Array.from(unit.seen)));
    const hits = await Promise.all(shown.map((document) => hit(found, columns, document, scores.total[document], seen)));
    if (options.excerpts !== false) await Promise.all(hits.map(excerpt));
    return { total: kept.length, hits, facets: countFacets(columns, documents, failed), notes: units.flatMap((unit) => unit.notes) };
  }

  /** Leave out the documents that have a word. @param {number[]} documents @param {(Place|null)[]} excluded @param {number} count */
  function without(documents, excluded, count) {
    if (!excluded.length) return documents;
    const out = unit("");
    excluded.forEach((place) => place && meet(out, place, 1, true));
    const weights = weightsOf(out.lists, count);
    return documents.filter((document) => !weights[document]);
  }

  /** Keep the documents that have every phrase, of the best ones that have all its words: the text itself is asked.
   * @param {any} index @param {Query} read @param {number[]} documents @param {Unit[]} units @param {Scores} scores */
  async function phrased(index, read, documents, units, scores) {
    if (!read.phrases.length) return documents;
    const wanted = read.phrases.flat();
    const having = units.filter((unit) => wanted.includes(unit.word)).map((unit) => weightsOf(unit.lists, index.documents));
    const candidates = documents.filter((document) => having.every((weights) => weights[document]));
    const best = firstOf(candidates, MOST_PHRASED, (a, b) => scores.total[b] - scores.total[a] || b - a);
    const texts = await Promise.all(best.map((document) => Promise.all([textOf(index, document), rowOf(index, document)])));
    return best.filter((_, at) => {
      const [[lead, ...sections], [title]] = texts[at];
      const lines = [title, lead, ...sections.flatMap((/** @type {string[]} */ one) => one.slice(1))].map((text) => " " + tokens(text).join(" ") + " ");
      return read.phrases.every((phrase) => lines.some((line) => line.includes(" " + phrase.join(" ") + " ")));
    }).sort((a, b) => a - b);
  }

  /** @param {any} index @param {number} document @returns {Promise<any>} */
  function textOf(index, document) {
    const { size } = index.utdrag;
    return loadPart(index, "utdrag", Math.floor(document / size), (data) => data).then((texts) => texts[document % size]);
  }

  /** Give a document's title and address. @param {any} index @param {number} document @returns {Promise<[string, string]>} */
  async function rowOf(index, document) {
    const { size } = index.dok;
    const [shared, ...rows] = await loadPart(index, "dok", Math.floor(document / size), (data) => data);
    const at = 2 * (document % size);
    return [rows[at], shared + rows[at + 1]];
  }

  /** @param {any} index @param {Columns} columns @param {number} document @param {number} score @param {Set<string>} seen @returns {Promise<Hit>} */
  async function hit(index, columns, document, score, seen) {
    const [title, url] = await rowOf(index, document);
    const value = (/** @type {string} */ facet, /** @type {"values"|"names"} */ as) => {
      const column = columns.facets[facet];
      return column.of[document].length ? column[as][column.of[document][0]] : "";
    };
    const day = columns.days[document];
    /** @type {Hit} */
    const made = {
      url, title, kind: value("kind", "values"), date: day ? new Date(day * DAY).toISOString().slice(0, 10) : "",
      sender: value("sender", "names"), status: value("status", "values"), lang: value("lang", "values"), score,
      excerpt: "", anchor: "", section: "", matched: matchedIn(title, seen),
    };
    origins.set(made, { document, seen });
    return made;
  }

  /** Give a hit the passage that matched best, and where on its page it stands; `search` does so unless told not to.
   * @param {Hit} hit @returns {Promise<Hit>} */
  async function excerpt(hit) {
    const origin = origins.get(hit);
    if (!origin || hit.excerpt) return hit;
    const [lead, ...sections] = await textOf(await index(), origin.document);
    const best = bestSection(sections, origin.seen);
    hit.anchor = best ? best[0] : "";
    hit.section = best ? best[1] : "";
    hit.excerpt = (best && excerptOf(best[2], origin.seen)) || lead;
    hit.matched = matchedIn([hit.title, lead, ...sections.map((/** @type {string[]} */ one) => one[1] + " " + one[2])].join(" "), origin.seen);
    return hit;
  }

  /** Give the words of a text that met the query, whole or as part of a compound. @param {string} text @param {Set<string>} seen */
  function matchedIn(text, seen) {
    return Array.from(new Set(tokens(text))).filter((word) => meets(word, seen));
  }

  /** @param {string} word @param {Set<string>} seen */
  function meets(word, seen) {
    if (seen.has(word)) return true;
    if (word.length < 8) return false;
    for (let at = 4; at <= word.length - 4; at++) if (seen.has(word.slice(at)) || seen.has(word.slice(0, at))) return true;
    return false;
  }

  /** Give the section where most different words matched. @param {[string, string, string][]} sections @param {Set<string>} seen */
  function bestSection(sections, seen) {
    let best = null;
    let most = 0;
    for (const section of sections) {
      const count = matchedIn(section[1], seen).length * 1.5 + matchedIn(section[2], seen).length;
      if (count > most) {
        best = section;
        most = count;
      }
    }
    return best;
  }

  /** Cut out the part of a text where most words matched. @param {string} text @param {Set<string>} seen */
  function excerptOf(text, seen) {
    const places = marks(text, Array.from(seen)).map(([start]) => start);
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

  /** Give the words of a text that should be marked, as ranges. @param {string} text @param {string[]} matched @returns {[number, number][]} */
  function marks(text, matched) {
    const wanted = new Set(matched);
    /** @type {[number, number][]} */
    const ranges = [];
    for (const word of text.matchAll(/[\p{L}\p{N}]+/gu)) {
      if (meets(word[0].normalize("NFC").toLowerCase(), wanted)) ranges.push([word.index, word.index + word[0].length]);
    }
    return ranges;
  }

  // @ts-ignore - the one name that this script puts into the page
  window.Fagarkiv = { take, search, excerpt, marks, root: ROOT, ready: index };
})();
