// Models × Regions: what works where, and how far it travels.

import { get } from "../api.js";
import { copyButton } from "../copy.js";
import { announce, el, perFrame, replace } from "../dom.js";
import { counted } from "../format.js";
import { icon } from "../icons.js";
import { problemBox } from "../problem.js";
import { city } from "../regions.js";
import { labelled, sign } from "../scope.js";
import { save, toCsv } from "./csv.js";
import { filtered, matrixFilters, sorted } from "./rows.js";
import { matrixTable } from "./table.js";

export function matrix(section) {
  const summary = el("p");
  const place = el("div", { class: "matrix" });
  const readout = el("div", { class: "readout", role: "status" });
  const filters = matrixFilters(perFrame(draw));
  const csv = el("button", { type: "button", onclick: () => save(toCsv(view(), data.regions), "bedrock-availability.csv") }, icon("down"), "CSV");
  let data = null;
  let order = { by: "name", down: false };

  section.append(
    el("div", { class: "heading" }, el("div", {}, el("h1", { tabindex: -1 }, "Availability"), summary), csv),
    filters.bar,
    place,
    readout,
  );
  hint();

  async function load() {
    replace(place, el("p", { class: "waiting" }, "Reading the catalogue …"));
    try {
      data = await get("/api/models/availability");
      filters.offer(data.models);
      draw();
    } catch (problem) {
      replace(place, problemBox(problem, { again: load }));
    }
  }

  function view() {
    return sorted(filtered(data.models, filters.wanted()), order);
  }

  function draw() {
    if (!data) return;
    const rows = view();
    summary.textContent = `${counted(rows.length, "model")} in ${counted(data.regions.length, "Region")}. A sign shows how far a call travels; choose one to read its id.`;
    const held = place.querySelector(":focus")?.dataset.cell;
    const left = place.querySelector(".scroll")?.scrollLeft ?? 0;
    replace(place, rows.length ? matrixTable(rows, data.regions, order, { sort, tell }) : el("p", { class: "waiting" }, "No model matches."));
    const scroll = place.querySelector(".scroll");
    if (scroll) scroll.scrollLeft = left;
    if (held) place.querySelector(`[data-cell="${CSS.escape(held)}"]`)?.focus();
  }

  function sort(by) {
    // Words begin at A, numbers of Regions and availability with the most.
    const words = by === "name" || by === "provider";
    order = order.by === by ? { by, down: !order.down } : { by, down: !words };
    draw();
    announce(`Sorted by ${by}, ${order.down ? "descending" : "ascending"}`);
  }

  function tell(row, region) {
    const cell = row.regions[region];
    replace(
      readout,
      el("strong", {}, row.name),
      el("span", { class: "soft" }, `${region} · ${city(region)}`),
      cell.invocationId
        ? el("span", { class: "told" }, labelled(cell.scope), el("code", { class: "id" }, cell.invocationId), copyButton(cell.invocationId, cell.invocationId), cell.lifecycle !== "ACTIVE" && el("span", { class: "late" }, cell.lifecycle.toLowerCase()))
        : el("span", { class: "told soft" }, sign("none"), cell.because),
    );
  }

  function hint() {
    replace(readout, el("span", { class: "soft" }, "Choose a cell to read the id that works there, or why none does."));
  }

  return {
    show() {
      if (!data) load();
    },
  };
}
