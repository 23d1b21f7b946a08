// Which rows are shown, and in which order.

import { el, replace } from "../dom.js";
import { icon } from "../icons.js";
import { sign } from "../scope.js";

const RANKED = ["in-region", "geographic", "global"];

export function filtered(models, { q, provider, scopes, somewhere }) {
  const words = q.toLowerCase();
  return models.filter((model) => {
    const cells = Object.values(model.regions);
    return (
      (!words || `${model.id} ${model.name} ${model.provider}`.toLowerCase().includes(words)) &&
      (!provider || model.provider === provider) &&
      (!somewhere || cells.some((cell) => cell.invocationId)) &&
      (scopes.length === RANKED.length || cells.some((cell) => scopes.includes(cell.scope)))
    );
  });
}

/** By name, provider, number of Regions, or what one Region has. Equal ones stay in the order of their names. */
export function sorted(models, { by, down }) {
  const key = KEYS[by] ?? ((model) => rank(model.regions[by]));
  const sign = down ? -1 : 1;
  return models.toSorted((one, other) => sign * compare(key(one), key(other)) || compare(one.name, other.name));
}

const KEYS = {
  name: (model) => model.name,
  provider: (model) => model.provider,
  count: reach,
};

export function reach(model) {
  return Object.values(model.regions).filter((cell) => cell.invocationId).length;
}

/** The nearer the data stays, the higher. */
function rank(cell) {
  return cell?.invocationId ? RANKED.length - RANKED.indexOf(cell.scope) : 0;
}

function compare(one, other) {
  return typeof one === "string" ? one.localeCompare(other, "en", { numeric: true }) : one - other;
}

export function matrixFilters(changed) {
  const search = el("input", { type: "search", placeholder: "Search models", "aria-label": "Search models", spellcheck: "false", oninput: changed });
  const provider = el("select", { "aria-label": "Provider", onchange: changed });
  const scopes = RANKED.map((scope) => {
    const box = el("input", { type: "checkbox", checked: true, value: scope, onchange: changed });
    return el("label", { class: "switch" }, box, sign(scope), scope);
  });
  const somewhere = el("input", { type: "checkbox", checked: true, onchange: changed });
  return {
    bar: el(
      "div",
      { class: "filters", role: "search" },
      el("div", { class: "search" }, icon("search"), search),
      provider,
      scopes,
      el("label", { class: "switch" }, somewhere, "Works somewhere"),
    ),
    wanted: () => ({
      q: search.value.trim(),
      provider: provider.value,
      scopes: scopes.map((label) => label.querySelector("input")).filter((box) => box.checked).map((box) => box.value),
      somewhere: somewhere.checked,
    }),
    offer(models) {
      const names = [...new Set(models.map((model) => model.provider))].sort((one, other) => one.localeCompare(other));
      replace(provider, el("option", { value: "" }, "All providers"), names.map((name) => el("option", {}, name)));
    },
  };
}
