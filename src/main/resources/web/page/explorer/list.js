// The models, by maker. A row says at a glance what is invoked, and how Bedrock wants it.

import { copyButton } from "../copy.js";
import { el } from "../dom.js";
import { date, tokens } from "../format.js";
import * as route from "../route.js";
import { sign } from "../scope.js";
import { SUPPORT } from "./filters.js";

export function modelList(models, { region, open, query }) {
  if (!models.length) return el("p", { class: "waiting" }, "No model matches. Clear the search, or look at All.");
  const makers = Map.groupBy(models, (model) => model.provider || "Others");
  return [
    el(
      "div",
      { class: "columns", "aria-hidden": "true" },
      ["Model", "Invoked as", "Profile", "Context", "Abilities", "Lifecycle"].map((name) => el("span", {}, name)),
    ),
    [...makers].sort(([one], [other]) => one.localeCompare(other)).map(([maker, own]) =>
      el(
        "section",
        { class: "maker" },
        el("h2", {}, maker, el("span", { class: "figure note" }, own.length)),
        el(
          "ul",
          {},
          own.toSorted((one, other) => other.recommended - one.recommended || one.name.localeCompare(other.name, "en", { numeric: true }))
            .map((model) => row(model, route.href("models", model.id, { region, ...query }), model.id === open)),
        ),
      ),
    ),
  ];
}

function row(model, href, open) {
  return el(
    "li",
    { class: open ? "model open" : "model", "data-id": model.id },
    el("div", { class: "name" }, el("a", { href }, model.name), el("span", { class: "id note" }, model.id)),
    invoked(model),
    el("div", { class: "support", "data-label": "Profile" }, support(model)),
    el("div", { class: "figure window", "data-label": "Context" }, model.contextWindow ? tokens(model.contextWindow) : "–"),
    el("div", { class: "abilities", "data-label": "Abilities" }, abilities(model)),
    el("div", { class: "life", "data-label": "Lifecycle" }, lifecycle(model)),
  );
}

function invoked(model) {
  if (!model.invocationId) return el("div", { class: "invoked not" }, sign("none"), el("span", {}, model.unavailableBecause));
  return el(
    "div",
    { class: "invoked" },
    sign(model.scope),
    el("span", { class: "id" }, el("span", { class: "visually-hidden" }, `${model.scope}: `), model.invocationId),
    copyButton(model.invocationId, model.invocationId),
  );
}

const SHORT = { "prompt-caching": "caching", "structured-output": "structured" };

function abilities(model) {
  return (model.abilities ?? []).map((ability) => SHORT[ability] ?? ability).join(", ") || "–";
}

export function support(model) {
  return el("span", { class: `support-mark ${model.profileSupport.toLowerCase()}` }, SUPPORT[model.profileSupport] ?? model.profileSupport);
}

export function lifecycle(model) {
  const word = model.lifecycle.charAt(0) + model.lifecycle.slice(1).toLowerCase();
  if (!model.endOfLife) return el("span", { class: model.lifecycle === "ACTIVE" ? "" : "late" }, word);
  const ended = new Date(model.endOfLife) < Date.now();
  return el("span", { class: "late" }, `${word}, ${ended ? "ended" : "ends"} ${date(model.endOfLife)}`);
}
