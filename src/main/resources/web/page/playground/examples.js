// Prompts for whoever does not know what to ask; gone with the first word.

import { el } from "../dom.js";

const PROMPTS = ["Why is the sky blue?", "Write a haiku about a river.", "Compare SQL and NoSQL in a table.", "Explain recursion to a child."];

/** @param send sends one */
export function examples(send) {
  return el("div", { class: "examples", role: "group", "aria-label": "Examples" }, PROMPTS.map((prompt) => el("button", { type: "button", onclick: () => send(prompt) }, prompt)));
}
