// A place to talk to models: one, or two side by side on the same prompt.

import { el } from "../dom.js";
import { icon } from "../icons.js";
import { composer } from "./composer.js";
import { Lane } from "./lane.js";
import { settingsForm } from "./settings.js";

export function playground(section) {
  const settings = settingsForm(() => lanes.forEach((lane) => lane.preview()));
  const lanes = [new Lane("First model", settings, changed, true), new Lane("Second model", settings, changed)];
  const [first, second] = lanes;
  const compare = el("input", { type: "checkbox", onchange: () => open(compare.checked) });
  const toggle = el("button", { type: "button", class: "plain settings-toggle", "aria-expanded": "false", onclick: () => unfold() }, icon("sliders"), "Settings");
  const clear = el("button", { type: "button", class: "plain", onclick: () => { lanes.forEach((lane) => lane.clear()); prompt.focus(); } }, icon("clear"), "Clear");
  const rail = el("aside", { class: "rail", "aria-label": "Settings" }, settings.node);
  const prompt = composer({ send, stop: () => lanes.forEach((lane) => lane.stop()) });
  let placed = null;

  second.node.hidden = true;
  section.append(
    el("div", { class: "heading" }, el("h1", { tabindex: -1 }, "Playground"), el("div", { class: "filters" }, el("label", { class: "switch" }, compare, "Side by side"), toggle, clear)),
    el("div", { class: "bench" }, rail, el("div", { class: "talk" }, el("div", { class: "lanes" }, first.node, second.node), prompt.node)),
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
    shown().forEach((lane) => lane.send(text, images));
    return true;
  }

  function changed() {
    prompt.busy(lanes.some((lane) => lane.busy));
  }

  function show(place) {
    const model = place.query.get("model");
    if (placed?.region === place.region && (!model || model === placed.model)) return;
    placed = { region: place.region, model, regions: place.regions };
    first.place(place.regions, place.region, model ?? first.model.value);
    if (compare.checked) second.place(place.regions, place.region, second.model.value);
  }
  return { show };
}
