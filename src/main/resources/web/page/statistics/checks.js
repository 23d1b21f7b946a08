// What the last checks said: which models really answered, and how fast.

import { get } from "../api.js";
import { el, replace } from "../dom.js";
import { ago, duration } from "../format.js";

export function checks() {
  const body = el("div");
  const node = el("section", { class: "checks", "aria-label": "Checks", hidden: true }, el("div", { class: "section-head" }, el("h2", {}, "Last checks")), body);

  async function load(region) {
    try {
      const { models } = await get("/api/models", { region, view: "all" });
      const checked = models.filter((model) => model.check);
      node.hidden = checked.length === 0;
      replace(body, checked.length > 0 && table(checked));
    } catch {
      // The figures above tell what is wrong.
      node.hidden = true;
    }
  }
  return { node, load };
}

function table(models) {
  return el(
    "div",
    { class: "scroll-x", tabindex: 0, role: "region", "aria-label": "Last checks" },
    el(
      "table",
      { class: "plain-table" },
      el("thead", {}, el("tr", {}, ["Model", "Answer", "First token", "Checked"].map((name) => el("th", { scope: "col" }, name)))),
      el(
        "tbody",
        {},
        models.map(({ name, id, check }) =>
          el(
            "tr",
            {},
            el("th", { scope: "row" }, name, el("span", { class: "id note" }, id)),
            el("td", { title: check.detail }, el("span", { class: `state ${check.verified ? "fresh" : "failed"}` }, outcome(check))),
            el("td", { class: "figure" }, check.firstTokenMs === undefined ? "–" : duration(check.firstTokenMs)),
            el("td", { class: "soft" }, ago(check.at)),
          ),
        ),
      ),
    ),
  );
}

/** What became of a check, in words. */
export function outcome(check) {
  return check.verified ? "Answers" : check.error ?? check.reason ?? "Does not answer";
}
