/** The row of what a query leads straight to. */
/** @import { Lead } from "../engine/leads.js" */
import { element } from "./dom.js";
import { texts } from "./wording.js";

/** @param {Lead} lead */
export function leadOf({ type, name, of, url }) {
  const link = element("a", "", name);
  link.href = window.Fagarkiv.root + url;
  const kind = texts["js_lead_" + type] || texts["shelf_one_" + type] || texts["kind_one_" + type] || "";
  return element("li", "", link, element("span", "fa-quiet", [kind, of].filter(Boolean).join(" · ")));
}
