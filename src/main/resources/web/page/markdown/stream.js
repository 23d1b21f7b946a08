// Markdown that is still being written. What is finished is rendered once and never touched again; only the last block
// is rendered anew, and that is kept short, so that the work of a frame does not grow with the answer.

import { el, replace } from "../dom.js";
import { codeBlock, render } from "./blocks.js";
import { FENCE, split } from "./split.js";

const LONGEST_LIVE = 2000;
// Before text that goes on with a paragraph, so that nothing at its beginning is taken for the mark of a list.
const GLUE = "\u2060";

export class MarkdownStream {
  constructor() {
    this.live = el("div", { class: "live" });
    this.node = el("div", { class: "markdown" }, this.live);
    this.rest = "";
    this.fence = null;
    // Whether a paragraph so long that it was cut goes on.
    this.goesOn = false;
    this.joint = "";
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
    else if (this.rest.length > LONGEST_LIVE) this.#cut();
    if (!this.fence) replace(this.live, this.#rendered(this.rest));
  }

  #settle(length) {
    this.live.before(...this.#rendered(this.rest.slice(0, length)));
    this.rest = this.rest.slice(length);
    this.goesOn = false;
  }

  #rendered(text) {
    if (!this.goesOn || /^\s*\n/.test(text)) return render(text);
    const nodes = render(GLUE + text);
    nodes[0].className = "goes-on";
    nodes[0].dataset.joint = this.joint;
    nodes[0].firstChild.data = nodes[0].firstChild.data.slice(1);
    return nodes;
  }

  /** Settles the longest part of an overlong block that can stand alone: browsers lay out a block anew as a whole. */
  #cut() {
    const [block] = split(this.rest.split("\n"));
    if (block?.kind === "paragraph" || this.goesOn) this.#cutParagraph();
    else this.#cutLines(block?.kind);
    if (this.rest.length > LONGEST_LIVE * 2) this.#cut();
  }

  #cutParagraph() {
    const end = [". ", "\n", " "].map((mark) => this.rest.lastIndexOf(mark, LONGEST_LIVE) + mark.length);
    const at = end.find((each) => each > LONGEST_LIVE / 2) ?? LONGEST_LIVE;
    const joint = /\s/.test(this.rest[at - 1]) ? " " : "";
    this.#settle(at);
    this.goesOn = true;
    this.joint = joint;
  }

  #cutLines(kind) {
    const head = kind === "table" ? `${this.rest.split("\n", 2).join("\n")}\n` : "";
    const line = this.rest.lastIndexOf("\n", LONGEST_LIVE) + 1;
    this.#settle(line > head.length ? line : LONGEST_LIVE);
    this.rest = head + this.rest;
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
      this.#settle(this.rest.length);
    }
    this.rest = "";
    this.fence = null;
    this.live.remove();
    this.#join();
  }

  /** A paragraph that was cut for the sake of speed is one paragraph again. */
  #join() {
    for (const part of this.node.querySelectorAll(":scope > p.goes-on")) {
      const whole = part.previousElementSibling;
      if (whole?.tagName !== "P") continue;
      whole.append(part.dataset.joint, ...part.childNodes);
      part.remove();
    }
  }
}
