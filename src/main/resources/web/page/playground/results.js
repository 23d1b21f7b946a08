// What the tools that a model has called have found: a field for each call.

import { el, uid } from "../dom.js";

export class Results {
  /** @param send sends them alone */
  constructor(name, send) {
    this.calls = [];
    this.fields = [];
    this.name = name;
    this.send = send;
    this.node = el("form", { class: "results", hidden: true, "aria-label": `${name}: results of tools`, onsubmit: (event) => { event.preventDefault(); this.send(); } });
  }

  /** @param calls that wait; none hides the form */
  ask(calls) {
    this.calls = calls;
    this.fields = calls.map((call) => el("textarea", { id: uid("result"), rows: 1, "data-call": call.id }));
    this.node.hidden = calls.length === 0;
    this.node.replaceChildren(
      ...calls.map((call, index) => el("div", { class: "field" }, el("label", { for: this.fields[index].id }, `Result of ${call.name} ${said(call)}`), this.fields[index])),
      el("button", { type: "submit" }, calls.length > 1 ? "Send the results" : "Send the result"),
    );
  }

  /** The calls with what was written for each. */
  take() {
    const taken = this.calls.map((call, index) => ({ ...call, result: this.fields[index].value.trim() }));
    this.ask([]);
    return taken;
  }
}

function said(call) {
  const words = JSON.stringify(call.arguments ?? {});
  return words.length > 60 ? `${words.slice(0, 57)}…` : words;
}
