// The engine outside a browser, with index files made by hand.
/** @import { Interface } from "../../search/client/engine/interface.js" */
/** @import { PackedNames } from "../../search/client/engine/names.js" */
/** @import { Point } from "../../search/client/engine/leads.js" */
import { opened } from "../../search/client/engine/interface.js";

/** @typedef {[part: string, number: number, data: unknown]} Taken what a file gives to `Fagarkiv.take` */
/** @typedef {Partial<Record<string, Taken>>} Files what each address holds */
/** @typedef {[document: number, weight: number]} Posting */
/** @typedef {Record<string, [term: string, postings: Posting[]]>} Lexicon */

const ROOT = "file:///nettsted/";

/** Open an archive that has some files; gives the engine, and the addresses it asks for.
 * @param {Files} files @returns {{Fagarkiv: Interface, asked: string[]}} */
export function engine(files) {
  /** @type {string[]} */
  const asked = [];
  /** @type {Interface} */
  const Fagarkiv = opened(ROOT, async (url) => {
    const [path] = url.slice(ROOT.length).split("?");
    const file = files[path];
    asked.push(path);
    if (!file) throw new Error(path);
    Fagarkiv.take(...structuredClone(file));
  });
  return { Fagarkiv, asked };
}

/** Write a list as search/postings.py does. @param {Posting[]} postings */
export function list(postings) {
  const bytes = [];
  let before = -1;
  for (const [document, weight] of postings) {
    let step = document - before;
    let byte = (step & 7) | (weight << 3);
    for (step >>= 3; step; step >>= 7) {
      bytes.push(byte | 128);
      byte = step & 127;
    }
    bytes.push(byte);
    before = document;
  }
  return btoa(String.fromCharCode(...bytes)).replace(/=+$/, "");
}

/** Make the files of an index. @param {{title: string, text: string, day: number}[]} documents @param {Lexicon} lexicon @param {string[][]} phrases
 * @param {PackedNames} names @param {Point[]} points @returns {Files} */
export function site(documents, lexicon, phrases = [], names = { facets: {}, rows: [] }, points = []) {
  const words = Object.keys(lexicon).sort();
  const near = words.filter((word) => word.length > 3);
  const back = near.map((word) => [...word].reverse().join("")).sort();
  const column = { values: ["nb"], names: ["nb"], of: documents.map((_, at) => (at ? "" : "0")).join(" ") };
  return {
    "assets/sok/indeks.js": ["indeks", 0, {
      form: 2, documents: documents.length, stop: "i og", endings: "s en er ar e", phrases, facets: "f",
      ord: { files: "o", first: [words[0]] }, fram: { files: "n", first: [near[0]] }, bak: { files: "b", first: [back[0]] },
      dok: { files: "d", size: 40 }, utdrag: { files: "u", size: 40 },
      navn: { files: "m", size: 1 }, punkt: { files: "p", first: ["1"] },
    }],
    "assets/sok/fasetter-0-f.js": ["fasetter", 0, {
      facets: Object.fromEntries(["kind", "sender", "status", "lang"].map((facet) => [facet, { ...column }])),
      days: documents.map(({ day }, at) => (day - (at ? documents[at - 1].day : 0)).toString(36)).join(" "),
      weight: "2s" + " ".repeat(documents.length - 1),
    }],
    "assets/sok/ord-0-o.js": ["ord", 0, wordFile(words, lexicon)],
    "assets/sok/fram-0-n.js": ["fram", 0, { w: coded(near), n: near.map(() => "1").join("") }],
    "assets/sok/bak-0-b.js": ["bak", 0, { w: coded(back), n: back.map(() => "1").join("") }],
    "assets/sok/navn-0-m.js": ["navn", 0, names],
    "assets/sok/punkt-0-p.js": ["punkt", 0, points],
    "assets/sok/dok-0-d.js": ["dok", 0, ["", ...documents.flatMap(({ title }, at) => [title, `nyheter/${at}.html`])]],
    "assets/utdrag/utdrag-0-u.js": ["utdrag", 0, documents.map(({ text }) => ["Innledning.", ["punkt", "Et punkt", text]])],
  };
}

/** @param {string[]} words @param {Lexicon} lexicon */
function wordFile(words, lexicon) {
  const terms = [...new Set(words.map((word) => lexicon[word][0]))];
  const ofTerm = (/** @type {string} */ term) => words.filter((word) => lexicon[word][0] === term);
  return {
    w: coded(words),
    t: words.map((word) => terms.indexOf(lexicon[word][0])),
    e: words.map((word) => (ofTerm(lexicon[word][0]).indexOf(word) + 1).toString(36)).join(""),
    l: terms.map((term) => ["", ...ofTerm(term).map((word) => list(lexicon[word][1]))]),
    also: {}, nn: [], nb: [],
  };
}

/** @param {string[]} words */
function coded(words) {
  return words.map((word) => "0" + word).join(" ");
}
