// One model: the facts, what a call of it becomes, and how to make that call.

import { get, modelPath } from "../api.js";
import { copyButton } from "../copy.js";
import { el, replace } from "../dom.js";
import { ago, count, plainList } from "../format.js";
import { icon } from "../icons.js";
import { problemBox } from "../problem.js";
import { outcome } from "../statistics/checks.js";
import * as route from "../route.js";
import { lifecycle, support } from "./list.js";
import { resolution } from "./resolution.js";
import { snippets } from "./snippets.js";

export async function detailPanel(panel, id, region, close) {
  const wanted = `${id} ${region}`;
  panel.dataset.wanted = wanted;
  const shut = el("button", { type: "button", class: "quiet", "aria-label": "Close", title: "Close (Esc)", onclick: close }, icon("close"));
  replace(panel, el("div", { class: "panel-head" }, el("h2", {}, "…"), shut));
  try {
    const model = await get(modelPath(id), { region });
    if (panel.dataset.wanted !== wanted) return;
    replace(panel, head(model, region, shut), facts(model), resolution(model, region), model.invocationId && model.chat && snippets(model, region));
    panel.querySelector("h2").focus();
  } catch (problem) {
    if (panel.dataset.wanted !== wanted) return;
    replace(
      panel,
      el("div", { class: "panel-head" }, el("h2", { tabindex: -1 }, id), shut),
      problemBox(problem, {
        name: (model) => { location.hash = route.href("models", model, { region }); },
        place: (where) => { location.hash = route.href("models", id, { region: where.region }); },
      }),
    );
  }
}

function head(model, region, shut) {
  return el(
    "div",
    { class: "panel-head" },
    el(
      "div",
      {},
      el("p", { class: "note" }, model.provider),
      el("h2", { tabindex: -1 }, model.name),
      el("p", { class: "id soft" }, model.id, copyButton(model.id, "the model id")),
    ),
    model.chat && model.invocationId && el("a", { class: "go", href: route.href("playground", null, { region, model: model.id }) }, "Try it"),
    shut,
  );
}

function facts(model) {
  const pairs = [
    ["Context", model.contextWindow && `${count(model.contextWindow)} tokens`],
    ["Longest answer", model.maxOutputTokens && `${count(model.maxOutputTokens)} tokens`],
    ["Takes", plainList(model.inputModalities)],
    ["Gives", plainList(model.outputModalities)],
    ["Streams", model.streaming ? "yes" : "no"],
    ["Abilities", model.abilities?.join(", ")],
    ["Lifecycle", lifecycle(model)],
    ["Profile", support(model)],
    ["Last check", model.check && `${outcome(model.check)}, ${ago(model.check.at)}`],
    ["Not recommended", model.notRecommendedBecause.length > 0 && model.notRecommendedBecause.join("; ")],
  ];
  return el("dl", { class: "facts" }, pairs.filter(([, value]) => value).map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value))));
}
