/** @import { Options } from "../../search/client/engine/interface.js" */
/** @import { Lexicon } from "./harness.js" */
import assert from "node:assert/strict";
import { test } from "node:test";
import { addList, frontDecoded, repeated, unpackColumns } from "../../search/client/engine/decoding.js";
import { bestRepair, edits } from "../../search/client/engine/edits.js";
import { sharedStem } from "../../search/client/engine/forms.js";
import { excerptOf } from "../../search/client/engine/excerpts.js";
import { marks, matchedIn } from "../../search/client/engine/marks.js";
import { firstOf } from "../../search/client/engine/order.js";
import { parsed, tokens } from "../../search/client/engine/query.js";
import { parted } from "../../search/client/engine/repair.js";
import { DOCUMENTS, LEXICON, found } from "./doctors.js";
import { engine, list, site } from "./harness.js";

const STOP = new Set(["i", "og"]);

test("text is cut into words as in Python", () => {
  assert.deepEqual(tokens("KAD-plass i Østfold_2,5 e\u0301n"), ["kad", "plass", "i", "østfold", "2", "5", "én"]);
  assert.deepEqual(tokens("😀 \u202e <>"), []);
});

test("a query has words, phrases in any quotes, and words to leave out", () => {
  const read = (/** @type {string} */ query) => parsed(query, STOP);
  assert.deepEqual(read("fast lege i Oslo").words, ["fast", "lege", "oslo"]);
  assert.deepEqual(read('ny "fast lege" «i Oslo»').phrases, [["fast", "lege"], ["i", "oslo"]]);
  assert.deepEqual(read('"lege"').phrases, []);
  assert.deepEqual(read("lege -avtale").without, ["avtale"]);
  assert.deepEqual(read('lege -"ny avtale"').without, ["ny", "avtale"]);
  assert.deepEqual(read("ALIS-avtale").words, ["alis", "avtale"]);
  assert.deepEqual(read('lege "uten slutt').words, ["lege", "uten", "slutt"]);
});

test("a query of any length is cut off", () => {
  assert.equal(parsed("a ".repeat(5000), STOP).typed.length, 32);
  assert.deepEqual(parsed("a".repeat(10000), STOP).words, ["a".repeat(1000)]);
});

test("words share their beginnings", () => {
  assert.deepEqual(frontDecoded("0lege 4n 5e 0lov"), ["lege", "legen", "legene", "lov"]);
  assert.deepEqual(frontDecoded("0abcdefghijk bz"), ["abcdefghijk", "abcdefghijkz"]);
  assert.deepEqual(frontDecoded(""), []);
});

test("values that repeat the one before are written as nothing", () => {
  assert.deepEqual(repeated("a   b - "), ["a", "a", "a", "b", "-", "-"]);
  assert.deepEqual(repeated(""), ["-"]);
});

test("columns hold facets, days as steps, and weights in per cent", () => {
  const facets = { kind: { values: ["x", "y"], names: ["X", "Y"], of: "0  0,1 -" } };
  const columns = unpackColumns({ facets, days: "a 1  -1", weight: "2s  1e " });
  assert.deepEqual(columns.facets.kind.of, [[0], [0], [0, 1], []]);
  assert.deepEqual([...columns.days], [10, 11, 12, 11]);
  assert.deepEqual(columns.weight, [1, 1, 0.5, 0.5]);
});

test("a list holds steps and weights, in one byte or more", () => {
  const weighed = (/** @type {string} */ packed, /** @type {number} */ count, share = 1) => {
    const weights = new Float32Array(count);
    addList(packed, share, weights);
    return [...weights];
  };
  assert.deepEqual(weighed(btoa("\x21\x22"), 4), [1, 0, 1, 0]);
  assert.deepEqual(weighed(list([[0, 4], [2, 4]]), 4, 0.5), [0.5, 0, 0.5, 0]);
  for (const document of [6, 7, 1021, 1022, 1023, 1024, 131070, 131072]) {
    const weights = weighed(list([[document, 15]]), document + 1);
    assert.equal(weights[document], Math.fround(0.25 * 2 ** 7.5));
    assert.equal(weights.filter((weight) => weight).length, 1);
  }
});

test("edits are a letter more, less, other, or two swapped", () => {
  /** @type {[string, string, number][]} */
  const known = [["lege", "lege", 0], ["lege", "leger", 1], ["leger", "lege", 1], ["lege", "lage", 1], ["lege", "elge", 1], ["epikrise", "epikirse", 1], ["lege", "sykehus", 3]];
  for (const [a, b, count] of known) {
    assert.equal(edits(a, b, 2), count, `${a} ${b}`);
    assert.equal(edits(b, a, 2), count, `${b} ${a}`);
  }
});

test("a word is repaired with the fewest edits, and then to the one in most documents", () => {
  const files = [{ words: ["legar", "lesar", "legene"], n: "152" }];
  assert.deepEqual(bestRepair(files, "lefar", 2), { word: "lesar", edits: 1 });
  assert.equal(bestRepair(files, "sykehus", 2), null);
});

test("a word that the site does not have is parted as evenly as can be", () => {
  const file = (/** @type {string[]} */ ...words) => [{ words, n: "1".repeat(words.length) }];
  const halves = (/** @type {string} */ word) => parted(file("henvisning", "hen", "lege"), file("avslag", "slag", "vakt"), word);
  assert.deepEqual(halves("henvisningsavslag"), { words: ["henvisning", "avslag"], exact: true });
  assert.deepEqual(halves("legevakt"), { words: ["lege", "vakt"], exact: true });
  assert.deepEqual(halves("legeavslah"), { words: ["lege", "avslag"], exact: false });
  assert.equal(halves("sykehjem"), null);
});

test("two forms of a word share all but their endings", () => {
  const endings = new Set(["", "s", "en", "er", "e"]);
  assert.equal(sharedStem(endings, "avtalen", "avtaler", 2), 5);
  assert.equal(sharedStem(endings, "avtalen", "avtalebrudd", 2), 0);
  assert.ok(sharedStem(endings, "siverts", "sivert", 2) > sharedStem(endings, "siverts", "sivertsen", 2), "a genitive comes first");
});

test("the first of many come in order without all being put in order", () => {
  assert.deepEqual(firstOf([5, 3, 9, 1, 7], 3, (a, b) => a - b), [1, 3, 5]);
  assert.deepEqual(firstOf([2, 1], 3, (a, b) => a - b), [1, 2]);
});

test("what matched is marked, also inside compounds", () => {
  const text = "Fastlegen sender henvisning. HENVISNINGSAVSLAG kommer.";
  const marked = marks(text, ["henvisning"]).map(([start, end]) => text.slice(start, end));
  assert.deepEqual(marked, ["henvisning", "HENVISNINGSAVSLAG"]);
  assert.deepEqual(matchedIn("henvisningavslag og avslag", new Set(["henvisning"])), ["henvisningavslag"]);
  assert.deepEqual(marks("<b>&amp;", ["x"]), []);
});

test("an excerpt is cut out where most words matched, at blanks", () => {
  const text = "Noe annet. ".repeat(50) + "Her står epikrise og henvisning. " + "Og mer. ".repeat(50);
  const cut = excerptOf(text, new Set(["epikrise", "henvisning"]));
  assert.match(cut, /^… .*Her står epikrise og henvisning\..* …$/);
  assert.ok(cut.length < 320);
});

const titles = async (/** @type {string} */ query, /** @type {Options} */ options = {}) => (await found(query, options)).hits.map((hit) => hit.title);

test("a search ranks, and says where the match is", async () => {
  assert.deepEqual(await titles("avtale"), ["Avtale", "Fast lege"]);
  const [hit] = (await found("avtale")).hits;
  assert.deepEqual([hit.url, hit.date, hit.anchor, hit.excerpt], ["nyheter/1.html", "1970-07-20", "punkt", "Om avtale."]);
});

test("a compound typed in two words is found in the form it has here, before what has one of the words", async () => {
  const documents = [
    { title: "Skjema for dialog", text: "Dialog.", day: 100 },
    { title: "Svar", text: "Dialogmeldinger.", day: 100 },
    { title: "Ny melding", text: "Melding.", day: 100 },
    ...Array.from({ length: 9 }, (_, at) => ({ title: "Annet " + at, text: "Annet.", day: 100 })),
  ];
  /** @type {Lexicon} */
  const lexicon = { dialog: ["dialog", [[0, 4]]], dialogmeldinger: ["dialogmelding", [[1, 4]]], melding: ["melding", [[2, 4]]] };
  const { Fagarkiv } = engine(site(documents, lexicon));
  const { hits } = await Fagarkiv.search("dialog melding");
  assert.deepEqual(hits.map((hit) => hit.title), ["Svar", "Skjema for dialog", "Ny melding"]);
});

test("a phrase is asked of the text", async () => {
  assert.deepEqual(await titles('"fast lege"'), ["Fast lege"]);
  assert.deepEqual(await titles('"lege fast"'), []);
});

test("a word can be left out", async () => assert.deepEqual(await titles("lege -avtale"), ["Enhet"]));

test("a phrase finds the one word that means the same", async () => {
  const { hits, notes } = await found("kommunal akutt enhet");
  assert.deepEqual(hits.map((hit) => hit.title), ["Enhet"]);
  assert.deepEqual(notes.filter((note) => note.type === "also"), [{ type: "also", from: "kommunal akutt enhet", to: "kad" }]);
});

test("a word that is being typed, or misspelled, is understood", async () => {
  assert.deepEqual(await titles("avta"), ["Avtale", "Fast lege"]);
  const repaired = await found("atvale ");
  assert.deepEqual(repaired.notes, [{ type: "repaired", from: "atvale", to: "avtale" }]);
  assert.equal(repaired.total, 2);
});

test("an ending that the site does not use is no hindrance", async () => {
  assert.deepEqual(await titles("avtaler "), ["Avtale", "Fast lege"]);
  assert.deepEqual(await titles("avtalar "), ["Avtale", "Fast lege"]);
  assert.deepEqual([...(await found("avtaler ")).notes, ...(await found("avtalar ")).notes], []);
});

test("nothing typed lists the newest first; what nobody has gives nothing", async () => {
  assert.deepEqual(await titles(""), ["Enhet", "Avtale", "Fast lege"]);
  assert.deepEqual(await titles("qwertyzx "), []);
});

test("time and order are the reader's choice", async () => {
  assert.deepEqual(await titles("lege", { sort: "newest" }), ["Enhet", "Fast lege"]);
  assert.deepEqual(await titles("lege", { asOf: "1970-05-01" }), ["Fast lege"]);
  assert.deepEqual(await titles("", { from: "1970-06-01", limit: 1, offset: 1 }), ["Avtale"]);
});

test("each file is asked for once, and a file that is gone is an error that can be tried again", async () => {
  const files = site(DOCUMENTS, LEXICON);
  const whole = engine(files);
  await whole.Fagarkiv.search("avtale lege");
  await whole.Fagarkiv.search("lege avtale");
  assert.equal(new Set(whole.asked).size, whole.asked.length);
  const dok = files["assets/sok/dok-0-d.js"];
  delete files["assets/sok/dok-0-d.js"];
  const broken = engine(files);
  await assert.rejects(broken.Fagarkiv.search("avtale"));
  files["assets/sok/dok-0-d.js"] = dok;
  assert.equal((await broken.Fagarkiv.search("avtale")).total, 2);
});

/** Give the files of another release: all but the first have other names.
 * @param {import("./harness.js").Files} files @param {string} mark @returns {import("./harness.js").Files} */
function renamed(files, mark) {
  const entry = structuredClone(files["assets/sok/indeks.js"]);
  const named = /** @type {Record<string, any>} */ (entry?.[2]);
  named.facets += mark;
  for (const part of ["ord", "fram", "bak", "dok", "utdrag", "navn", "punkt"]) named[part].files += mark;
  const others = Object.entries(files).filter(([url]) => !url.endsWith("indeks.js"));
  return { "assets/sok/indeks.js": entry, ...Object.fromEntries(others.map(([url, file]) => [url.replace(".js", mark + ".js"), file])) };
}

/** Put one release in the place of another. @param {import("./harness.js").Files} files @param {import("./harness.js").Files} others */
function replace(files, others) {
  Object.keys(files).forEach((url) => delete files[url]);
  Object.assign(files, others);
}

const MORE = [DOCUMENTS[0], { title: "Innskutt", text: "Noe annet.", day: 150 }, ...DOCUMENTS.slice(1)];

test("a search goes on across releases that take the files it knows of away", async () => {
  const files = { ...site(DOCUMENTS, LEXICON) };
  const { Fagarkiv } = engine(files);
  await Fagarkiv.ready();
  for (let release = 1; release <= 20; release++) {
    replace(files, renamed(site(DOCUMENTS, LEXICON), "x".repeat(release)));
    assert.equal((await Fagarkiv.search("avtale")).total, 2, `release ${release}`);
  }
});

test("a hit gets its excerpt in a newer index too, where its document may have another number, and none if it is gone", async () => {
  const files = { ...site(DOCUMENTS, LEXICON) };
  const { Fagarkiv } = engine(files);
  const { hits } = await Fagarkiv.search("avtale", { excerpts: false });
  const newer = renamed(site(MORE, LEXICON), "y");
  const rows = /** @type {string[]} */ (newer["assets/sok/dok-0-dy.js"]?.[2]);
  rows.splice(0, rows.length, "", "Fast lege", "nyheter/0.html", "Innskutt", "nyheter/9.html", "Avtale", "nyheter/1.html", "Nytt", "nyheter/7.html");
  replace(files, newer);
  const [first, second] = await Promise.all(hits.map(Fagarkiv.excerpt));
  assert.deepEqual([first.title, second.title], ["Avtale", "Fast lege"]);
  assert.match(first.excerpt, /avtale/i);
});

test("a hit whose document is gone has no excerpt", async () => {
  const files = { ...site(DOCUMENTS, LEXICON) };
  const { Fagarkiv } = engine(files);
  const [first] = (await Fagarkiv.search("kad", { excerpts: false })).hits;
  replace(files, renamed(site(DOCUMENTS.slice(0, 2), LEXICON), "z"));
  assert.deepEqual([first.title, (await Fagarkiv.excerpt(first)).excerpt], ["Enhet", ""]);
});

test("before a search the index is read again if it is not fresh, so that no file is asked for in vain", async (context) => {
  const files = { ...site(DOCUMENTS, LEXICON) };
  const { Fagarkiv, asked } = engine(files);
  await Fagarkiv.ready();
  replace(files, renamed(site(DOCUMENTS, LEXICON), "x"));
  const { now } = Date;
  context.mock.method(Date, "now", () => now() + 6000);
  await Fagarkiv.search("avtale");
  assert.deepEqual(asked.filter((url) => !(url in files)), []);
  assert.equal(asked.filter((url) => url.endsWith("indeks.js")).length, 2);
});

test("a search says so when the files are gone and there is no newer index, or one for another engine", async () => {
  const files = { ...site(DOCUMENTS, LEXICON) };
  const { Fagarkiv } = engine(files);
  await Fagarkiv.ready();
  delete files["assets/sok/ord-0-o.js"];
  await assert.rejects(Fagarkiv.search("avtale"), { message: /ord-0-o/ });
  const named = /** @type {Record<string, any>} */ (files["assets/sok/indeks.js"]?.[2]);
  named.form = 1;
  await assert.rejects(Fagarkiv.search("avtale"), { name: "OtherForm" });
});

test("an option that is not as it should be is named", async () => {
  const { search } = engine(site(DOCUMENTS, LEXICON)).Fagarkiv;
  /** @type {[unknown, unknown, string][]} */
  const wrong = [
    [null, {}, "query"],
    [undefined, {}, "query"],
    [["lege"], {}, "query"],
    ["lege", null, "options"],
    ["lege", "newest", "options"],
    ["lege", [], "options"],
    ["lege", { filters: { kind: "nyheter" } }, "options.filters"],
    ["lege", { filters: ["nyheter"] }, "options.filters"],
    ["lege", { filters: { kind: [1] } }, "options.filters"],
    ["lege", { limit: "ti" }, "options.limit"],
    ["lege", { offset: -1 }, "options.offset"],
    ["lege", { from: "i fjor" }, "options.from"],
    ["lege", { sort: "best" }, "options.sort"],
    ["lege", { prefix: "nei" }, "options.prefix"],
  ];
  for (const [query, options, name] of wrong) {
    const asked = search(/** @type {string} */ (query), /** @type {Options} */ (options));
    await assert.rejects(asked, (error) => error instanceof TypeError && error.message.includes(`${name} must be`), name);
  }
});

test("a facet that the archive does not have fits nothing, whatever it is called", async () => {
  const { search } = engine(site(DOCUMENTS, LEXICON)).Fagarkiv;
  for (const facet of ["constructor", "__proto__", "toString", "hasOwnProperty", "finnes-ikke"]) {
    const filters = JSON.parse(`{"${facet}": ["x"]}`);
    assert.equal((await search("lege", { filters })).total, 0, facet);
  }
});
