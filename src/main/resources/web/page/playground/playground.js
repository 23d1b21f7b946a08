// A place to talk to models: one, or two side by side on the same prompt.

import { copyButton } from "../copy.js";
import { el } from "../dom.js";
import { icon } from "../icons.js";
import * as route from "../route.js";
import { composer } from "./composer.js";
import { examples } from "./examples.js";
import { Lane } from "./lane.js";
import { settingsForm } from "./settings.js";

export function playground(section) {
  const settings = settingsForm(() => lanes.forEach((lane) => lane.preview()));
  const bench = { changed, number: () => ++turns, edit, forget };
  const lanes = [new Lane("First model", settings, bench, true), new Lane("Second model", settings, bench)];
  const [first, second] = lanes;
  const compare = el("input", { type: "checkbox", onchange: () => open(compare.checked) });
  const toggle = el("button", { type: "button", class: "plain settings-toggle", "aria-expanded": "false", onclick: () => unfold() }, icon("sliders"), "Settings");
  const clear = el("button", { type: "button", class: "plain", onclick: () => { lanes.forEach((lane) => lane.clear()); offers.hidden = false; prompt.focus(); } }, icon("clear"), "Clear");
  const save = el("button", { type: "button", class: "plain save", title: "Saves the conversation as JSON", onclick: download }, icon("down"), "Save");
  const share = el("span", { class: "share" }, copyButton(link, "a link with these settings"));
  const rail = el("aside", { class: "rail", "aria-label": "Settings" }, settings.node);
  const prompt = composer({ send, stop: () => lanes.forEach((lane) => lane.stop()) });
  const offers = examples((text) => send(text, []));
  let placed = null;
  let turns = 0;

  second.node.hidden = true;
  section.append(
    el("div", { class: "heading" }, el("h1", { tabindex: -1 }, "Playground"), el("div", { class: "filters" }, el("label", { class: "switch" }, compare, "Side by side"), toggle, share, save, clear)),
    el("div", { class: "bench" }, rail, el("div", { class: "talk" }, el("div", { class: "lanes" }, first.node, second.node), offers, prompt.node)),
  );

  function shown() {
    return compare.checked ? lanes : [first];
  }

  function open(two) {
    second.node.hidden = !two;
    section.classList.toggle("two", two);
    if (two && !second.model.value) second.place(placed.regions, placed.region, null, first.model.value);
    if (!two) second.stop();
  }

  function unfold() {
    const unfolded = section.classList.toggle("with-settings");
    toggle.setAttribute("aria-expanded", String(unfolded));
  }

  function send(text, images) {
    if (settings.value() === null) return false;
    const number = bench.number();
    offers.hidden = true;
    shown().forEach((lane) => lane.send(text, images, number));
    return true;
  }

  /** A prompt once more, to be changed: what was said since is forgotten, in every lane. */
  function edit(turn) {
    if (lanes.some((lane) => lane.busy)) return;
    forget(turn);
    prompt.fill(turn.text, turn.images);
  }

  function forget(turn) {
    if (lanes.some((lane) => lane.busy)) return;
    lanes.forEach((lane) => lane.cut(turn.number));
    offers.hidden = lanes.some((lane) => lane.turns.length > 0);
  }

  function download() {
    const text = JSON.stringify(shown().map((lane) => lane.conversation), null, 2);
    const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    el("a", { href: url, download: "conversation.json" }).click();
    setTimeout(() => URL.revokeObjectURL(url));
  }

  /** The address of this view with what is set. It stands behind the #, so that no server hears of it. */
  function link() {
    const set = settings.preview();
    const query = { region: first.region.value, model: first.model.value, settings: Object.keys(set).length > 0 && JSON.stringify(set) };
    return new URL(route.href("playground", null, query), location.href).href;
  }

  function takeSettings(text) {
    try {
      settings.take(JSON.parse(text));
    } catch {
      // A link that was cut short has no settings.
    }
  }

  function changed() {
    prompt.busy(lanes.some((lane) => lane.busy));
  }

  function show(place) {
    const model = place.query.get("model");
    const linked = place.query.get("settings");
    if (linked) {
      takeSettings(linked);
      // Once: what the reader changes then is the reader's.
      route.amend({ settings: null });
    }
    if (placed?.region === place.region && (!model || model === placed.model)) return;
    placed = { region: place.region, model, regions: place.regions };
    first.place(place.regions, place.region, model ?? first.model.value);
    if (compare.checked) second.place(place.regions, place.region, second.model.value);
  }
  return { show };
}
