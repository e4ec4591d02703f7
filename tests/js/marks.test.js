import assert from "node:assert/strict";
import { test } from "node:test";
import { excerptOf } from "../../search/client/engine/excerpts.js";
import { marks, matchedIn } from "../../search/client/engine/marks.js";
import { engine } from "./harness.js";

test("what can't be marked is said", () => {
  const { Fagarkiv } = engine({});
  const marked = /** @type {(...given: unknown[]) => unknown} */ (Fagarkiv.marks);
  for (const text of [null, undefined, 5, {}]) assert.throws(() => marked(text, []), /^TypeError: Fagarkiv\.marks: text must/);
  for (const matched of [null, undefined, "lege", {}, [5]]) assert.throws(() => marked("lege", matched), /^TypeError: Fagarkiv\.marks: matched must/);
  assert.deepEqual(marked("lege", ["lege"]), [[0, 4]]);
});

test("a text of a megabyte is marked and cut out in no time", () => {
  const seen = new Set(["lege", "avtale"]);
  for (const part of ["lege ", "a", "avtalelege", "a\u00ad", "æ\u0301", "avtale.", "legeavtale ", "\u00ad"]) {
    const text = part.repeat(1000000 / part.length);
    const { user } = process.cpuUsage();
    marks(text, Array.from(seen));
    matchedIn(text, seen);
    excerptOf(text, seen);
    assert.ok(process.cpuUsage().user - user < 2e6, `${JSON.stringify(part)}: ${process.cpuUsage().user - user} µs`);
  }
});

test("an excerpt begins where most words stand close together", () => {
  const text = "lege " + "noe ".repeat(100) + "lege avtale lege " + "noe ".repeat(100);
  assert.match(excerptOf(text, new Set(["lege", "avtale"])), /lege avtale lege/);
});
