// The matrix as a table. Arrow keys walk over its cells; each is a button that tells what it stands for.

import { el } from "../dom.js";
import { city } from "../regions.js";
import { sign } from "../scope.js";
import { reach } from "./rows.js";

export function matrixTable(rows, regions, order, { sort, tell }) {
  const table = el(
    "table",
    { onkeydown: walk },
    el("caption", { class: "visually-hidden" }, "Models by Region, with the scope of the id that works there"),
    el(
      "thead",
      {},
      el(
        "tr",
        {},
        heading("Model", "name", order, sort, "model-head"),
        heading("Provider", "provider", order, sort, "provider-head"),
        heading("Regions", "count", order, sort, "count-head"),
        regions.map((region) => heading(region, region, order, sort, "region-head", city(region))),
      ),
    ),
    el("tbody", {}, rows.map((row, index) => line(row, regions, index, tell))),
  );
  table.querySelector(".cell")?.setAttribute("tabindex", "0");
  return el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Availability matrix" }, table);
}

function heading(label, by, order, sort, kind, below) {
  const sorted = order.by === by;
  return el(
    "th",
    { scope: "col", class: kind, "aria-sort": sorted ? (order.down ? "descending" : "ascending") : "none" },
    el("button", { type: "button", class: "plain", "data-cell": `sort ${by}`, onclick: () => sort(by) }, el("span", {}, label), below && below !== label && el("span", { class: "note" }, below)),
  );
}

function line(row, regions, index, tell) {
  return el(
    "tr",
    {},
    el("th", { scope: "row" }, el("span", {}, row.name), el("span", { class: "id note", title: row.id }, row.id)),
    el("td", { class: "provider soft" }, row.provider),
    el("td", { class: "figure soft" }, `${reach(row)}`),
    regions.map((region) => {
      const cell = row.regions[region];
      const says = cell.invocationId ? cell.scope : "unavailable";
      return el(
        "td",
        { class: cell.invocationId ? cell.scope : "none" },
        el("button", { type: "button", class: "cell", tabindex: -1, "data-cell": `${row.id} ${region}`, "aria-label": `${row.name} in ${region}: ${says}`, title: cell.invocationId ?? cell.because, onclick: () => tell(row, region), onfocus: () => tell(row, region) }, sign(cell.invocationId ? cell.scope : "none")),
      );
    }),
  );
}

const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

function walk(event) {
  const step = STEPS[event.key];
  const from = event.target.closest(".cell")?.parentElement;
  if (!step || !from) return;
  const rows = [...from.closest("tbody").rows];
  const row = rows[rows.indexOf(from.parentElement) + step[0]];
  const cell = row?.cells[from.cellIndex + step[1]]?.querySelector(".cell");
  if (!cell) return;
  event.preventDefault();
  event.target.closest(".cell").tabIndex = -1;
  cell.tabIndex = 0;
  cell.focus();
}
