// What a newcomer sees first: what this is, where it is, whether it lets one in, and how to make a client use it.

import { get } from "../api.js";
import { copyButton } from "../copy.js";
import { el, replace } from "../dom.js";
import { ago, counted } from "../format.js";
import { chatModels, preferred } from "../playground/models.js";
import { problemBox } from "../problem.js";
import { city } from "../regions.js";
import * as route from "../route.js";
import { snippets } from "./snippets.js";

/** The base URLs that clients ask for: which client, and what follows the relay's address. */
const BASES = [
  ["OpenAI’s clients", "/v1"],
  ["Anthropic’s clients, AWS’s", ""],
  ["The relay’s own API", "/api"],
];

/** @param enterKey asks for the relay key */
export function start(section, { enterKey }) {
  const state = el("div", { class: "state-of-regions" });
  const connect = el("div", {});
  let shown = null;

  section.append(
    el(
      "div",
      { class: "heading" },
      el(
        "div",
        {},
        el("h1", { tabindex: -1 }, "One address for every model of Bedrock"),
        el("p", {}, "Name a model in any form. The relay knows which inference profile works in which Region, calls it, and streams the answer back in the dialect of your client."),
      ),
    ),
    el(
      "div",
      { class: "start-grid" },
      el(
        "div",
        { class: "start-facts" },
        el("h2", {}, "Base URL"),
        el("ul", { class: "bases" }, BASES.map(([who, path]) => base(who, location.origin + path))),
        el("h2", {}, "Key"),
        el("p", { class: "soft" }, "A client sends its relay key as it sends its vendor's. Where access is open, any word will do."),
        el("button", { type: "button", onclick: enterKey }, "Enter a key for this page"),
        el("h2", {}, "Regions"),
        state,
      ),
      connect,
    ),
  );

  async function load(region) {
    try {
      const models = await chatModels(region);
      if (shown !== region) return;
      const model = preferred(models);
      replace(connect, snippets(el("h2", {}, "Connect your client"), model?.id ?? "nova-lite", region), next(model, region));
    } catch (problem) {
      replace(connect, problemBox(problem, { again: () => load(region) }));
    }
  }

  async function regions() {
    try {
      const answer = await get("/api/regions");
      replace(state, el("ul", {}, answer.regions.map((each) => one(each))));
    } catch (problem) {
      replace(state, problemBox(problem, { again: regions }));
    }
  }

  function show(place) {
    if (shown === place.region) return;
    shown = place.region;
    load(place.region);
    regions();
  }
  return { show };
}

function base(who, url) {
  return el("li", {}, el("span", { class: "note" }, who), el("span", { class: "id" }, url, copyButton(url, url)));
}

function one({ region, models, refreshedAt, state }) {
  const told = [models !== undefined && counted(models, "model"), refreshedAt ? `read ${ago(refreshedAt)}` : state?.toLowerCase()];
  return el(
    "li",
    {},
    el("a", { href: route.href("models", null, { region }) }, region),
    el("span", { class: "note" }, [city(region) === region ? null : city(region), ...told].filter(Boolean).join(" · ")),
  );
}

function next(model, region) {
  return el(
    "div",
    { class: "actions next" },
    el("a", { class: "go", href: route.href("playground", null, { region, model: model?.id }) }, "Talk to a model"),
    el("a", { class: "go", href: route.href("models", null, { region }) }, "See the models"),
    el("a", { class: "go", href: route.href("availability", null, { region }) }, "Which Region has what"),
  );
}
