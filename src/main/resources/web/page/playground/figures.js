// The live figures of one answer.

import { el, replace } from "../dom.js";
import { count, duration } from "../format.js";

const CHARACTERS_PER_TOKEN = 4;

export class Figures {
  constructor() {
    this.node = el("dl", { class: "figures" });
    this.clear();
  }

  clear() {
    this.sentAt = null;
    this.firstAt = null;
    this.lastAt = null;
    this.characters = 0;
    this.usage = null;
    this.show();
  }

  sent() {
    this.clear();
    this.sentAt = performance.now();
  }

  /** Something of the answer came. */
  heard(text) {
    this.lastAt = performance.now();
    this.firstAt ??= this.lastAt;
    this.characters += text.length;
  }

  metered(usage) {
    this.usage = usage;
  }

  show() {
    const out = this.usage?.outputTokens ?? Math.round(this.characters / CHARACTERS_PER_TOKEN);
    // Until Bedrock has counted, tokens are guessed from the letters.
    const guessed = this.usage ? "" : "≈ ";
    const seconds = this.firstAt === null ? 0 : (this.lastAt - this.firstAt) / 1000;
    const figures = [
      ["First token", this.firstAt === null ? "–" : duration(this.firstAt - this.sentAt)],
      ["Tokens/s", seconds > 0.05 && out > 1 ? `${guessed}${count(Math.round((out - 1) / seconds))}` : "–"],
      ["In", this.usage ? count(this.usage.inputTokens) : "–"],
      ["Out", out ? `${guessed}${count(out)}` : "–"],
    ];
    if (typeof this.usage?.costUsd === "number") figures.push(["Cost", `$${this.usage.costUsd.toPrecision(2)}`]);
    replace(this.node, figures.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", { class: "figure" }, value))));
  }
}
