// What a Region has in figures, how old the catalogue is, and what the last checks said.

import { get } from "../api.js";
import { el, replace } from "../dom.js";
import { count } from "../format.js";
import { problemBox } from "../problem.js";
import { city } from "../regions.js";
import { checks } from "./checks.js";
import { bars, shares } from "./plots.js";
import { registry } from "./registry.js";

export function statistics(section) {
  const title = el("h1", { tabindex: -1 });
  const totals = el("div", { class: "totals" });
  const plots = el("div", { class: "plots" });
  const table = registry(() => load());
  const checked = checks();
  let region = null;

  section.append(
    el("div", { class: "heading" }, el("div", {}, title, el("p", {}, "What Bedrock lists there, and how this relay would call it."))),
    totals,
    plots,
    table.node,
    checked.node,
  );

  async function load() {
    title.textContent = `Statistics for ${city(region)}`;
    table.load();
    checked.load(region);
    try {
      const told = await get("/api/models/statistics", { region });
      replace(totals, FIGURES.map(([key, label]) => figure(told.totals[key], label)));
      replace(
        plots,
        bars("Models by provider", told.providers),
        el(
          "div",
          { class: "stack" },
          shares("Chat models by the scope they are called in", told.scopes, ["in-region", "geographic", "global", "unavailable"]),
          shares("All models by profile support", told.support, ["REQUIRED", "OPTIONAL", "NONE", "UNAVAILABLE"]),
        ),
      );
    } catch (problem) {
      replace(totals);
      replace(plots, problemBox(problem, { again: load }));
    }
  }

  return {
    show(place) {
      const moved = region !== place.region;
      region = place.region;
      if (moved) load();
      else table.load();
    },
  };
}

const FIGURES = [
  ["models", "models"],
  ["active", "active"],
  ["chat", "to chat with"],
  ["chatWithProfile", "of these with a profile"],
  ["current", "recommended"],
];

function figure(number, label) {
  return el("div", {}, el("strong", { class: "figure" }, count(number)), el("span", {}, label));
}
