// One answer as it comes. Events are gathered and shown once a frame, however many there are.

import { el, perFrame } from "../dom.js";
import { MarkdownStream } from "../markdown/stream.js";

export class Answer {
  constructor(shown) {
    this.node = el("div", { class: "answer", "aria-busy": "true" });
    this.blocks = new Map();
    this.flush = perFrame(() => this.#show());
    this.shown = shown;
  }

  event(name, data) {
    const block = this.#block(name, data);
    block.pending += data.text ?? data.json ?? "";
    block.text += data.text ?? data.json ?? "";
    if (data.signature) block.signature = data.signature;
    if (data.redacted) block.redacted = data.redacted;
    this.flush();
  }

  #block(name, data) {
    const found = this.blocks.get(data.index);
    if (found) return found;
    const kind = name.startsWith("tool") ? "tool" : name === "reasoning" ? "reasoning" : "text";
    const block = { kind, pending: "", text: "", id: data.id, name: data.name, ...SHAPES[kind](data) };
    this.blocks.set(data.index, block);
    this.node.append(block.node);
    return block;
  }

  #show() {
    for (const block of this.blocks.values()) {
      if (!block.pending) continue;
      block.write(block.pending);
      block.pending = "";
    }
    this.shown();
  }

  /** Nothing follows; what is left is shown at once. */
  end(note) {
    this.#show();
    for (const block of this.blocks.values()) block.end(block);
    if (note) this.node.append(el("p", { class: "note ending" }, note));
    this.node.removeAttribute("aria-busy");
  }

  /** What can be done with the whole answer. */
  offer(...actions) {
    this.node.append(el("div", { class: "answer-actions" }, actions));
  }

  get calls() {
    return this.#whole().filter((block) => block.type === "tool-call");
  }

  /** The answer as it is sent back with the next turn. Of one that was cut short, only its text. */
  content(whole) {
    return whole ? this.#whole() : this.#whole().filter((block) => block.type === "text");
  }

  #whole() {
    return [...this.blocks.values()].map(message).filter(Boolean);
  }

  get text() {
    return [...this.blocks.values()].filter(({ kind }) => kind === "text").map(({ text }) => text).join("\n\n");
  }
}

const SHAPES = {
  text() {
    const markdown = new MarkdownStream();
    return { node: markdown.node, write: (text) => markdown.append(text), end: () => markdown.end() };
  },
  reasoning() {
    const thoughts = el("p", {});
    const node = el("details", { class: "reasoning", open: true }, el("summary", {}, "Reasoning"), thoughts);
    return {
      node,
      write: (text) => thoughts.append(text),
      end(block) {
        if (!block.text) thoughts.append("Hidden by the provider.");
      },
    };
  },
  tool(data) {
    const code = el("code");
    const node = el("div", { class: "tool-call" }, el("p", {}, "Calls ", el("code", {}, data.name)), el("pre", { tabindex: 0 }, code));
    return {
      node,
      write: (json) => code.append(json),
      end(block) {
        code.textContent = pretty(block.text || "{}");
      },
    };
  },
};

function pretty(json) {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}

function message(block) {
  if (block.kind === "text") return block.text ? { type: "text", text: block.text } : null;
  if (block.kind === "reasoning") {
    if (block.redacted) return { type: "reasoning", redacted: block.redacted };
    return block.text ? { type: "reasoning", text: block.text, ...(block.signature ? { signature: block.signature } : {}) } : null;
  }
  try {
    return { type: "tool-call", id: block.id, name: block.name, arguments: JSON.parse(block.text || "{}") };
  } catch {
    return null;
  }
}
