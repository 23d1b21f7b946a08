// Markdown that is still being written. What is finished is rendered once and never touched again; only the last block
// is rendered anew, and that is kept short, so that the work of a frame does not grow with the answer.

import { el, replace } from "../dom.js";
import { codeBlock, render } from "./blocks.js";
import { FENCE, split } from "./split.js";

const LONGEST_LIVE = 3000;

export class MarkdownStream {
  constructor() {
    this.live = el("div", { class: "live" });
    this.node = el("div", { class: "markdown" }, this.live);
    this.rest = "";
    this.fence = null;
  }

  /** Shows some more text. */
  append(text) {
    this.rest += text;
    if (this.fence) this.#code();
    if (!this.fence) this.#blocks();
  }

  #blocks() {
    const complete = this.rest.lastIndexOf("\n") + 1;
    const lines = this.rest.slice(0, complete).split("\n");
    lines.pop();
    const blocks = split(lines);
    const last = blocks.at(-1);
    if (last && last.from > 0) this.#settle(lines.slice(0, last.from).join("\n").length + 1);
    if (last?.kind === "fence") this.#begin();
    else if (this.rest.length > LONGEST_LIVE) this.#cut(last?.kind);
    if (!this.fence) replace(this.live, render(this.rest));
  }

  #settle(length) {
    this.live.before(...render(this.rest.slice(0, length)));
    this.rest = this.rest.slice(length);
  }

  /** The longest part of an overlong block that can stand alone. */
  #cut(kind) {
    const head = kind === "table" ? this.rest.split("\n", 2).join("\n") + "\n" : "";
    const line = this.rest.lastIndexOf("\n", LONGEST_LIVE) + 1;
    const word = this.rest.lastIndexOf(" ", LONGEST_LIVE) + 1;
    this.#settle(line > head.length + LONGEST_LIVE / 4 ? line : word || LONGEST_LIVE);
    this.rest = head + this.rest;
    if (this.rest.length > LONGEST_LIVE + head.length) this.#blocks();
  }

  #begin() {
    const [, fence, language] = FENCE.exec(this.rest);
    this.fence = { ...codeBlock(language), close: new RegExp(`^ {0,3}${fence[0]}{${fence.length},}\\s*$`), text: "" };
    this.rest = this.rest.slice(this.rest.indexOf("\n") + 1);
    replace(this.live, this.fence.node);
    this.#code();
  }

  /** Only appends: a long program costs no more than its new lines. */
  #code() {
    for (let end = this.rest.indexOf("\n"); end >= 0; end = this.rest.indexOf("\n")) {
      const line = this.rest.slice(0, end);
      this.rest = this.rest.slice(end + 1);
      if (this.fence.close.test(line)) {
        this.#flush();
        this.live.before(this.fence.node);
        this.fence = null;
        return;
      }
      this.fence.text += `${line}\n`;
    }
    this.#flush();
  }

  #flush() {
    if (this.fence.text) this.fence.code.append(this.fence.text);
    this.fence.text = "";
  }

  /** Nothing follows. */
  end() {
    if (this.fence) {
      this.fence.code.append(this.rest.replace(/^ {0,3}(`{3,}|~{3,})\s*$/, ""));
      this.live.before(this.fence.node);
    } else {
      this.live.before(...render(this.rest));
    }
    this.rest = "";
    this.fence = null;
    this.live.remove();
  }
}
