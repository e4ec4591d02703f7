// Three texts of doctors and agreements, to be searched.
/** @import { Options } from "../../search/client/engine/interface.js" */
/** @import { Lexicon } from "./harness.js" */
import { engine, site } from "./harness.js";

export const DOCUMENTS = [
  { title: "Fast lege", text: "En avtale om fast lege.", day: 100 },
  { title: "Avtale", text: "Om avtale.", day: 200 },
  { title: "Enhet", text: "Lege i kad.", day: 300 },
];
/** @type {Lexicon} */
export const LEXICON = {
  anbud: ["anbud", [[2, 4]]],
  fast: ["fast", [[0, 10]]],
  lege: ["lege", [[0, 10], [2, 4]]],
  avtale: ["avtale", [[0, 4], [1, 10]]],
  avtalen: ["avtale", [[1, 4]]],
  kad: ["kad", [[2, 4]]],
};
/** Search them. */
export const found = async (/** @type {string} */ query, /** @type {Options} */ options = {}) => {
  const { Fagarkiv } = engine(site(DOCUMENTS, LEXICON, [["kad", "kommunal akutt enhet"]]));
  return Fagarkiv.search(query, options);
};
