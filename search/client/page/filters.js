/** What can be chosen among the hits, and what was. */
/** @import { Count } from "../engine/interface.js" */
/** @import { Filters, State } from "./state.js" */
import { button, element } from "./dom.js";
import { chosenDays, toggled } from "./state.js";
import { FACETS, fill, nameOf, texts, written } from "./wording.js";

/** @typedef {Record<string, Count[]>} Facets */
/** @typedef {(change: Partial<State>) => void} Choose */

const SHOWN = 8;
/** @type {Set<string>} */
const expanded = new Set();

/** Make the groups of facets. @param {Facets} facets @param {Filters} filters @param {Choose} choose @param {() => void} again shows them anew */
export function groupsOf(facets, filters, choose, again) {
  const shown = FACETS.filter((facet) => facets[facet].length > 1 || filters[facet]);
  return shown.map((facet) => groupOf(facet, facets[facet], filters, choose, again));
}

/** @param {string} facet @param {Count[]} every @param {Filters} filters @param {Choose} choose @param {() => void} again */
function groupOf(facet, every, filters, choose, again) {
  const group = element("fieldset", "fa-facet", element("legend", "", texts["field_" + facet]));
  const isWhole = expanded.has(facet) || every.length <= SHOWN;
  group.append(...every.slice(0, isWhole ? every.length : SHOWN).map((one) => boxOf(facet, one, filters, choose)));
  const showAll = () => {
    expanded.add(facet);
    again();
  };
  if (!isWhole) group.append(button("fa-facet__more", texts.js_show_all, showAll));
  return group;
}

/** @param {string} facet @param {Count} one @param {Filters} filters @param {Choose} choose */
function boxOf(facet, one, filters, choose) {
  const box = element("input", "");
  box.type = "checkbox";
  box.id = "f-" + facet + "-" + one.value;
  box.checked = (filters[facet] || []).includes(one.value);
  box.addEventListener("change", () => choose({ filters: toggled(filters, facet, one.value) }));
  return element("label", "", box, element("span", "", nameOf(facet, one)), element("span", "fa-count", String(one.count)));
}

/** Make buttons that take away what was chosen. @param {Facets} facets @param {State} state @param {Choose} choose */
export function chipsOf(facets, { filters, days }, choose) {
  const chips = Object.keys(filters).flatMap((facet) =>
    filters[facet].map((value) => {
      const known = (facets[facet] || []).find((one) => one.value === value);
      return chip(nameOf(facet, known || { value, name: value }), { filters: toggled(filters, facet, value) }, choose);
    })
  );
  chosenDays(days).forEach(([name, day]) => {
    chips.push(chip(fill(texts["js_day_" + name], { date: written(day) }), { days: { ...days, [name]: "" } }, choose));
  });
  return chips;
}

/** @param {string} name @param {Partial<State>} change @param {Choose} choose */
function chip(name, change, choose) {
  const made = button("fa-chip", name + " ×", () => choose(change));
  made.setAttribute("aria-label", fill(texts.js_remove, { name }));
  return element("li", "", made);
}
