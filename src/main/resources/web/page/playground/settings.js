// What goes with every turn: instructions, limits, effort, tools.

import { el, uid } from "../dom.js";

const EXAMPLE = [
  {
    name: "weather",
    description: "The weather of a city",
    schema: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
  },
];

/** @param changed called whenever a field is */
export function settingsForm(changed) {
  const system = el("textarea", { id: uid("system"), rows: 4, placeholder: "You are a careful assistant." });
  const maxTokens = el("input", { id: uid("max"), type: "number", min: 1, step: 1, placeholder: "auto" });
  const temperature = el("input", { id: uid("temperature"), type: "number", min: 0, max: 2, step: 0.1, placeholder: "auto" });
  const topP = el("input", { id: uid("top-p"), type: "number", min: 0, max: 1, step: 0.05, placeholder: "auto" });
  const stop = el("input", { id: uid("stop"), type: "text", placeholder: "none", spellcheck: "false" });
  const effort = el(
    "select",
    { id: uid("effort") },
    el("option", { value: "" }, "Not asked for"),
    ["low", "medium", "high"].map((level) => el("option", { value: level }, level)),
  );
  const tools = el("textarea", { id: uid("tools"), rows: 3, class: "id", spellcheck: "false", placeholder: "[]" });
  const wrong = el("p", { class: "wrong", role: "alert" });
  const example = el("button", { type: "button", class: "plain small", onclick: () => { tools.value = JSON.stringify(EXAMPLE, null, 2); wrong.textContent = ""; changed(); } }, "Insert an example");

  const node = el(
    "div",
    { class: "settings-form", oninput: changed },
    field("System prompt", system),
    el("div", { class: "pair" }, field("Longest answer", maxTokens), field("Temperature", temperature)),
    el("div", { class: "pair" }, field("Top-p", topP), field("Stop at", stop)),
    field("Reasoning effort", effort),
    field("Tools, as JSON", tools, example),
    wrong,
  );

  /** The fields of the request that are set; null where the tools cannot be read, which is then said. */
  function value() {
    try {
      const set = fields();
      wrong.textContent = "";
      return set;
    } catch (failed) {
      wrong.textContent = `The tools are no JSON: ${failed.message}`;
      tools.focus();
      return null;
    }
  }

  /** The same to look at: without the tools as long as they cannot be read. */
  function preview() {
    try {
      return fields();
    } catch {
      return { ...fields(""), tools: "cannot be read" };
    }
  }

  function fields(offers = tools.value) {
    const read = offers.trim() ? JSON.parse(offers) : [];
    // One tool alone is a list of one.
    const offered = Array.isArray(read) ? read : [read];
    return {
      ...(system.value.trim() && { system: system.value.trim() }),
      ...(maxTokens.value && { maxTokens: Number(maxTokens.value) }),
      ...(temperature.value && { temperature: Number(temperature.value) }),
      ...(topP.value && { topP: Number(topP.value) }),
      ...(stop.value && { stop: [stop.value] }),
      ...(effort.value && { effort: effort.value }),
      ...(offered.length > 0 && { tools: offered }),
    };
  }
  return { node, value, preview };
}

function field(label, input, extra) {
  return el("div", { class: "field" }, el("label", { for: input.id }, label), input, extra);
}
