// The catalogue of each Region: how old it is, what it holds, and a button to read it anew.

import { get, post } from "../api.js";
import { announce, el, replace } from "../dom.js";
import { ago, count } from "../format.js";
import { icon } from "../icons.js";
import { problemBox } from "../problem.js";
import { city } from "../regions.js";

const STATES = { fresh: "Fresh", stale: "Stale", failed: "Failed", loading: "Loading" };

/** @param refreshed called after a refresh */
export function registry(refreshed) {
  const body = el("tbody");
  const told = el("div");
  const all = el("button", { type: "button", onclick: () => refresh(null, all) }, icon("refresh"), "Refresh all");
  const node = el(
    "section",
    { class: "registry", "aria-label": "Catalogue" },
    el("div", { class: "section-head" }, el("h2", {}, "Catalogue by Region"), all),
    told,
    el(
      "div",
      { class: "scroll-x", tabindex: 0, role: "region", "aria-label": "Catalogue by Region" },
      el("table", { class: "plain-table" }, el("thead", {}, el("tr", {}, ["Region", "State", "Read", "Models", "Profiles", ""].map((name) => el("th", { scope: "col" }, name || el("span", { class: "visually-hidden" }, "Refresh"))))), body),
    ),
  );

  async function load() {
    try {
      const { regions } = await get("/api/regions");
      replace(body, regions.map(row));
    } catch (problem) {
      replace(told, problemBox(problem, { again: load }));
    }
  }

  function row(each) {
    const button = el("button", { type: "button", class: "quiet", "aria-label": `Refresh ${each.region}`, title: `Refresh ${each.region}`, onclick: () => refresh(each.region, button) }, icon("refresh"));
    return el(
      "tr",
      {},
      el("th", { scope: "row" }, el("span", { class: "id" }, each.region), el("span", { class: "note" }, city(each.region), each.byDefault && " · default")),
      el("td", {}, el("span", { class: `state ${each.state}` }, STATES[each.state] ?? each.state), each.lastError && el("p", { class: "note" }, each.lastError.message)),
      el("td", { class: "soft" }, each.refreshedAt ? ago(each.refreshedAt) : "never"),
      el("td", { class: "figure" }, each.models === undefined ? "–" : count(each.models)),
      el("td", { class: "figure" }, each.profiles === undefined ? "–" : count(each.profiles)),
      el("td", {}, button),
    );
  }

  async function refresh(region, button) {
    button.disabled = true;
    replace(told);
    try {
      await post(region ? `/api/registry/refresh?region=${encodeURIComponent(region)}` : "/api/registry/refresh");
      announce(region ? `${region} refreshed` : "All Regions refreshed");
      refreshed();
    } catch (problem) {
      replace(told, problemBox(problem));
    }
    button.disabled = false;
  }

  return { node, load };
}
