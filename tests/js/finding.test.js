// What names, numbers, letters and common words find, and which hits are weak.
/** @import { Lexicon } from "./harness.js" */
import assert from "node:assert/strict";
import { test } from "node:test";
import { excerptOf } from "../../search/client/engine/excerpts.js";
import { parsed, tokens } from "../../search/client/engine/query.js";
import { DOCUMENTS, LEXICON, found } from "./doctors.js";
import { engine, site } from "./harness.js";

const STOP = new Set(["i", "og"]);

test("a number with dots is one word, a date is three", () => {
  assert.deepEqual(tokens("punkt 2.6, 1.2.3 og kl. 10.30, 31.02.2018 og 2.6."), ["punkt", "2.6", "1.2.3", "og", "kl", "10.30", "31", "02", "2018", "og", "2.6"]);
});

test("a number that was typed in groups is one, where one is written so", () => {
  const typed = (/** @type {string} */ query) => parsed(query, STOP).typed;
  assert.deepEqual(typed("ring 33 34 20 00 i dag"), ["ring", "33342000", "i", "dag"]);
  assert.deepEqual(typed("116 117"), ["116117"]);
  assert.deepEqual(typed("sak 19 24"), ["sak", "19", "24"]);
});

test("a single letter helps, but finds nothing by itself", async () => {
  /** @type {Lexicon} */
  const lexicon = { ...LEXICON, e: ["e", [[0, 4], [2, 4]]] };
  const { Fagarkiv } = engine(site(DOCUMENTS, lexicon));
  const asked = async (/** @type {string} */ query) => (await Fagarkiv.search(query)).hits.map((hit) => hit.title);
  assert.deepEqual(await asked("e-avtale "), ["Avtale", "Fast lege"]);
  assert.deepEqual(await asked("e-resept "), []);
});

test("words that are all too common say so, and find nothing unless more is asked for", async () => {
  const { total, notes } = await found("og i");
  assert.deepEqual([total, notes], [0, [{ type: "stop", from: "og i", to: "" }]]);
  assert.equal((await found("og i", { from: "1970-01-02" })).total, 3);
});

test("what lacks one of a few words is a weak hit, which is left out or comes last where that is asked for", async () => {
  const strong = await found("fast avtale", { weak: false });
  assert.deepEqual([strong.hits.map((hit) => hit.title), strong.weak], [["Fast lege"], 1]);
  const every = await found("fast avtale", { weak: true });
  assert.deepEqual([every.hits.map((hit) => hit.title), every.weak], [["Fast lege", "Avtale"], 0]);
});

test("a name leads to its page and finds what carries it, a number to its point", async () => {
  const names = { facets: { avsender: "sender" }, rows: /** @type {[string, string, string, string, string][]} */ ([["avsender", "Vår bydel", "avsender/by/index.html", "nb", "vår bydel|byen"]]) };
  const { Fagarkiv } = engine(site(DOCUMENTS, LEXICON, [], names, [["2.6", 1, "Hva avtalen gjelder"]]));
  for (const query of ["vår bydel", "vårbydel", "byen", "var bydel"]) {
    const answer = await Fagarkiv.search(query);
    assert.deepEqual([answer.total, answer.leads[0]?.url], [3, "avsender/by/index.html"], query);
  }
  const { leads } = await Fagarkiv.search("punkt 2.6");
  assert.deepEqual(leads, [{ type: "punkt", name: "2.6 Hva avtalen gjelder", of: "Avtale", url: "nyheter/1.html#2.6" }]);
});

test("an excerpt of a table is the row with its heading, and none of the heading alone", () => {
  const text = "Slik er det: \u2062Tema · Frist · \u2064Hjerte · 1. mai · \u2063Gastro · 2. juni · \u2063 Resten står under.";
  const of = (/** @type {string} */ word) => excerptOf(text, new Set([word]));
  assert.equal(of("gastro"), "Tema: Gastro · Frist: 2. juni");
  assert.equal(of("mai"), "Tema: Hjerte · Frist: 1. mai");
  assert.equal(of("frist"), "");
  assert.equal(of("slik"), "Slik er det: …");
  assert.equal(of("resten"), "… Resten står under.");
});

test("letters and digits that are written in one here are found where they are apart, if the site has both", async () => {
  /** @type {Lexicon} */
  const lexicon = { ...LEXICON, 14: ["14", [[1, 4]]], takst: ["takst", [[0, 4], [1, 4]]] };
  const { Fagarkiv } = engine(site(DOCUMENTS, lexicon));
  const asked = async (/** @type {string} */ query) => (await Fagarkiv.search(query)).hits.map((hit) => hit.title);
  assert.deepEqual(await asked("takst14 "), ["Avtale", "Fast lege"]);
  assert.deepEqual(await asked("takst15 "), []);
});
