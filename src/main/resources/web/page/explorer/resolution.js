// From the name that a client writes to the id that Bedrock accepts, with every id that was considered and why.

import { get, modelPath } from "../api.js";
import { copyButton } from "../copy.js";
import { el, replace, uid } from "../dom.js";
import { worldMap } from "../map.js";
import { problemBox } from "../problem.js";
import { city } from "../regions.js";
import { labelled, MEANING, sign } from "../scope.js";

const VERDICTS = { chosen: "chosen", allowed: "would do", rejected: "rejected" };

export function resolution(model, region) {
  const answer = el("div", { class: "resolution-answer", "aria-live": "polite" });
  const name = el("input", { id: uid("name"), type: "text", value: model.id, spellcheck: "false", autocomplete: "off" });
  const ask = async () => {
    const asked = name.value.trim();
    if (!asked) return;
    try {
      const told = await get(`${modelPath(asked)}/resolution`, { region });
      if (asked === name.value.trim()) replace(answer, explained(told, region));
    } catch (problem) {
      replace(answer, problemBox(problem));
    }
  };
  let pause = 0;
  name.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(ask, 250);
  });
  ask();
  return el(
    "section",
    { class: "resolution" },
    el("h3", {}, "What a call becomes"),
    el("div", { class: "field" }, el("label", { for: name.id }, "A client writes"), name),
    answer,
  );
}

function explained(told, region) {
  if (!told.chosen) return [refused(told), candidates(told)];
  const { invocationId, scope, destinations } = told.chosen;
  return [
    el("p", { class: "note" }, told.matchedAs ? `Read as ${told.matchedAs.replaceAll("-", " ")}${told.model ? ` of ${told.model}` : ""}. Bedrock is called with` : "Bedrock is called with"),
    el("p", { class: `chosen ${scope}` }, sign(scope), el("span", { class: "id" }, invocationId), copyButton(invocationId, "the id to invoke")),
    el("p", { class: "soft" }, labelled(scope), `: ${MEANING[scope] ?? ""}.`),
    worldMap(region, scope === "in-region" ? [region] : destinations, scope),
    places(scope, destinations, region),
    candidates(told),
    route(told),
  ];
}

function places(scope, destinations, region) {
  if (scope === "global" || (scope === "in-region" && destinations.length < 2)) {
    return el("p", { class: "note" }, scope === "global" ? "Any commercial Region may answer." : `Answered in ${city(region)} (${region}).`);
  }
  return el("ul", { class: "places" }, destinations.map((each) => el("li", {}, el("span", { class: "id" }, each), el("span", { class: "note" }, city(each)))));
}

function refused(told) {
  return el("div", { class: "problem" }, el("strong", {}, told.refusal.message), el("p", { class: "note" }, told.refusal.code));
}

function candidates(told) {
  if (!told.candidates.length) return null;
  return el(
    "ol",
    { class: "candidates", "aria-label": "Ids that were considered" },
    told.candidates.map((each) =>
      el(
        "li",
        { class: each.verdict },
        sign(each.scope),
        el("span", { class: "id" }, each.invocationId),
        el("span", { class: "verdict" }, VERDICTS[each.verdict] ?? each.verdict),
        el("span", { class: "note" }, `${each.scope}; ${each.reason}`),
      ),
    ),
  );
}

const STATES = { ok: "ready", dim: "throttled, asked after its equals", dark: "does not answer, passed over", quarantined: "refused to this account, passed over" };

// Only where another target may answer: the order in which a call asks them, and how each stands now.
function route(told) {
  if (!told.route) return null;
  return el(
    "div",
    { class: "route" },
    el("h4", {}, "Who may answer, in order"),
    told.pinned ? el("p", { class: "note" }, `Nobody else: ${told.pinned}.`) : null,
    el(
      "ol",
      { class: "candidates", "aria-label": "Targets that may answer" },
      told.route.map((each) =>
        el(
          "li",
          { class: each.state === "ok" ? "allowed" : "rejected" },
          sign(each.scope),
          el("span", { class: "id" }, `${each.region} ${each.invocationId}`),
          el("span", { class: "verdict" }, `${Math.round(each.share * 100)} %`),
          el("span", { class: "note" }, standing(each)),
        ),
      ),
    ),
  );
}

function standing(each) {
  const until = each.until ? ` until ${new Date(each.until).toLocaleTimeString()}` : "";
  return `${STATES[each.state] ?? each.state}${until}; ${each.reason}`;
}
