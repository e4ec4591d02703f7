// The state of the search page, which is all in its address.
import assert from "node:assert/strict";
import { test } from "node:test";
import { addressOf, isEmpty, stateOf, toggled } from "../../search/client/page/state.js";

const FACETS = ["kind", "year"];

test("a state is read as it was written", () => {
  const address = "?q=fast+lege&kind=nyheter&kind=sider&year=2026&fra=2026-01-01&dato=2026-11-22&sort=nyeste&svake=1";
  const state = stateOf(address, FACETS);
  assert.deepEqual(state.filters, { kind: ["nyheter", "sider"], year: ["2026"] });
  assert.equal(addressOf(state), address);
});

test("what makes no sense in an address is as if it were not there", () => {
  const nothing = { query: "", filters: {}, days: {}, sort: "", weak: false };
  assert.deepEqual(stateOf("?fra=2026-02-30&til=i+g%C3%A5r&dato=0202-01-01&sort=toString&ukjent=1", FACETS), nothing);
  assert.equal(addressOf(stateOf("?sort=relevans", FACETS)), "");
});

test("there is nothing to search for until something is typed or chosen", () => {
  assert.ok(isEmpty(stateOf("?q=+&sort=eldste", FACETS)));
  for (const address of ["?q=lege", "?kind=sider", "?til=2026-01-01"]) assert.ok(!isEmpty(stateOf(address, FACETS)), address);
});

test("a value is chosen, and chosen away", () => {
  const chosen = toggled({ kind: ["sider"] }, "kind", "nyheter");
  assert.deepEqual(chosen, { kind: ["sider", "nyheter"] });
  assert.deepEqual(toggled(chosen, "kind", "sider"), { kind: ["nyheter"] });
});
