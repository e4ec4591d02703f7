"use strict";
// Loads motor.js outside a browser, with index files made by hand, and lets tests see what it keeps to itself.

const { readFileSync } = require("node:fs");
const { join } = require("node:path");

const ROOT = "file:///nettsted/";
const INNER = ["frontDecoded", "repeated", "unpackColumns", "addList", "tokens", "parsed", "placeOf", "sharedStem", "edits", "bestRepair", "parted", "excerptOf", "matchedIn", "firstOf"];
const SOURCE = readFileSync(join(__dirname, "../../search/client/motor.js"), "utf-8");

/** Give the engine, its inner functions, and the addresses it has asked for.
 * @param {Object<string, [string, number, any]>} files what each address gives to `Fagarkiv.take` */
function engine(files = {}) {
  const window = {};
  const asked = [];
  const document = {
    currentScript: { src: ROOT + "assets/motor.abc.js" },
    createElement: () => ({ remove() {} }),
    head: {
      append(script) {
        const url = script.src.slice(ROOT.length);
        asked.push(url);
        if (files[url]) window.Fagarkiv.take(...structuredClone(files[url]));
        queueMicrotask(files[url] ? script.onload : script.onerror);
      },
    },
  };
  const opened = SOURCE.replace("window.Fagarkiv =", `window.inner = { ${INNER.join(", ")} };\n  window.Fagarkiv =`);
  new Function("window", "document", opened)(window, document);
  return { ...window, asked };
}

/** Write a list as search/postings.py does. @param {[number, number][]} rows document and weight */
function list(rows) {
  const bytes = [];
  let before = -1;
  for (const [document, weight] of rows) {
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

/** Make the files of an index of documents {title, text, date, lang} and a lexicon {word: [term, [[document, weight], …]]}.
 * @param {{title: string, text: string, day: number}[]} documents @param {Object<string, [string, [number, number][]]>} lexicon @param {string[][]} phrases */
function site(documents, lexicon, phrases = []) {
  const words = Object.keys(lexicon).sort();
  const terms = [...new Set(words.map((word) => lexicon[word][0]))];
  const ofTerm = (term) => words.filter((word) => lexicon[word][0] === term);
  const coded = (some) => some.map((word) => "0" + word).join(" ");
  const near = words.filter((word) => word.length > 3);
  const back = near.map((word) => [...word].reverse().join("")).sort();
  const one = (files, rest) => ({ files, ...rest });
  const column = { values: ["nb"], names: ["nb"], of: documents.map((_, at) => (at ? "" : "0")).join(" ") };
  return {
    "assets/sok/indeks.js": ["indeks", 0, {
      documents: documents.length, stop: "i og", endings: "s en er ar e", phrases, facets: "f",
      ord: one("o", { first: [words[0]] }), fram: one("n", { first: [near[0]] }), bak: one("b", { first: [back[0]] }),
      dok: one("d", { size: 40 }), utdrag: one("u", { size: 40 }),
    }],
    "assets/sok/fasetter-0-f.js": ["fasetter", 0, {
      facets: Object.fromEntries(["kind", "sender", "status", "lang"].map((facet) => [facet, { ...column }])),
      days: documents.map(({ day }, at) => (day - (at ? documents[at - 1].day : 0)).toString(36)).join(" "),
      weight: "2s" + " ".repeat(documents.length - 1),
    }],
    "assets/sok/ord-0-o.js": ["ord", 0, {
      w: coded(words),
      t: words.map((word) => terms.indexOf(lexicon[word][0])),
      e: words.map((word) => (ofTerm(lexicon[word][0]).indexOf(word) + 1).toString(36)).join(""),
      l: terms.map((term) => ["", ...ofTerm(term).map((word) => list(lexicon[word][1]))]),
      also: {}, nn: [], nb: [],
    }],
    "assets/sok/fram-0-n.js": ["fram", 0, { w: coded(near), n: near.map(() => "1").join("") }],
    "assets/sok/bak-0-b.js": ["bak", 0, { w: coded(back), n: back.map(() => "1").join("") }],
    "assets/sok/dok-0-d.js": ["dok", 0, ["", ...documents.flatMap(({ title }, at) => [title, `nyheter/${at}.html`])]],
    "assets/utdrag/utdrag-0-u.js": ["utdrag", 0, documents.map(({ text }) => ["Innledning.", ["punkt", "Et punkt", text]])],
  };
}

module.exports = { engine, list, site };
