// What goes with every turn: instructions, limits, effort, tools.

import { el, uid } from "../dom.js";

const EXAMPLE = [
  {
    name: "weather",
    description: "The weather of a city",
    schema: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
  },
];

export function settingsForm() {
  const system = el("textarea", { id: uid("system"), rows: 4, placeholder: "You are a careful assistant." });
  const maxTokens = el("input", { id: uid("max"), type: "number", min: 1, step: 1, placeholder: "auto" });
  const temperature = el("input", { id: uid("temperature"), type: "number", min: 0, max: 2, step: 0.1, placeholder: "auto" });
  const effort = el(
    "select",
    { id: uid("effort") },
    el("option", { value: "" }, "Not asked for"),
    ["low", "medium", "high"].map((level) => el("option", { value: level }, level)),
  );
  const tools = el("textarea", { id: uid("tools"), rows: 3, class: "id", spellcheck: "false", placeholder: "[]" });
  const wrong = el("p", { class: "wrong", role: "alert" });
  const example = el("button", { type: "button", class: "plain small", onclick: () => { tools.value = JSON.stringify(EXAMPLE, null, 2); wrong.textContent = ""; } }, "Insert an example");

  const node = el(
    "div",
    { class: "settings-form" },
    field("System prompt", system),
    el("div", { class: "pair" }, field("Longest answer", maxTokens), field("Temperature", temperature)),
    field("Reasoning effort", effort),
    field("Tools, as JSON", tools, example),
    wrong,
  );

  /** The fields of the request that are set; null where the tools cannot be read. */
  function value() {
    let offered = [];
    try {
      offered = tools.value.trim() ? JSON.parse(tools.value) : [];
      wrong.textContent = "";
    } catch (failed) {
      wrong.textContent = `The tools are no JSON: ${failed.message}`;
      tools.focus();
      return null;
    }
    return {
      ...(system.value.trim() && { system: system.value.trim() }),
      ...(maxTokens.value && { maxTokens: Number(maxTokens.value) }),
      ...(temperature.value && { temperature: Number(temperature.value) }),
      ...(effort.value && { effort: effort.value }),
      ...(offered.length > 0 && { tools: offered }),
    };
  }
  return { node, value };
}

function field(label, input, extra) {
  return el("div", { class: "field" }, el("label", { for: input.id }, label), input, extra);
}
