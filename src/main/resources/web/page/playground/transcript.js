// What was said in a lane. Follows the end while the reader is there.

import { el, replace } from "../dom.js";

const NEAR = 80;

export class Transcript {
  constructor() {
    this.node = el("div", { class: "transcript", role: "log", "aria-live": "off", tabindex: 0, "aria-label": "Conversation" });
    this.pinned = true;
    this.node.addEventListener("scroll", () => {
      this.pinned = this.node.scrollHeight - this.node.scrollTop - this.node.clientHeight < NEAR;
    }, { passive: true });
    this.clear();
  }

  clear() {
    replace(this.node, el("p", { class: "waiting" }, "Nothing said yet."));
  }

  add(node) {
    this.node.querySelector(":scope > .waiting")?.remove();
    this.node.append(node);
    this.pinned = true;
    this.follow();
  }

  /** Takes away a node and what follows it. */
  cut(node) {
    while (node.nextSibling) node.nextSibling.remove();
    node.remove();
  }

  follow() {
    if (this.pinned) this.node.scrollTop = this.node.scrollHeight;
  }

  /** The user's side of a turn. */
  said(text, images, calls) {
    return el(
      "div",
      { class: "said" },
      calls.map((call) => el("div", {}, el("p", { class: "note" }, `Result of ${call.name}`), el("p", {}, call.result || "No result."))),
      images.length > 0 && el("div", { class: "sent-images" }, images.map((image) => el("img", { src: image.url, alt: image.name }))),
      text && el("p", {}, text),
    );
  }
}
