// What the scripts of a page find in it: written by the build, by another script, or by the browser.
import type { Interface } from "../../search/client/engine/interface.js";

declare global {
  interface Window {
    /** The search engine. */
    Fagarkiv: Interface;
    /** The wording of the search page, by key. */
    FagarkivTekster: Record<string, string>;
    /** What can be filtered by, in the order in which it is shown. */
    FagarkivFasetter: string[];
    /** What every page of a copy says on top. */
    FagarkivKopi?: string;
    /** Not in every browser. What comes out is no string, but goes wherever an address does. */
    trustedTypes?: { createPolicy(name: string, rules: ScriptAddresses): ScriptAddresses };
  }
}

interface ScriptAddresses {
  createScriptURL(url: string): string;
}
