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
    if (!this.node.hasChildNodes()) this.clear();
  }

  follow() {
    if (this.pinned) this.node.scrollTop = this.node.scrollHeight;
  }

  /** The user's side of a turn.
   *  @param acts `edit` and `forget`: what to do when its reader wants that */
  said(text, images, calls, acts) {
    return el(
      "div",
      { class: "said" },
      calls.map((call) => el("div", {}, el("p", { class: "note" }, `Result of ${call.name}`), el("p", {}, call.result || "No result."))),
      images.length > 0 && el("div", { class: "sent-images" }, images.map((each) => (each.picture ? el("img", { src: each.url, alt: each.name }) : el("span", { class: "file" }, each.name)))),
      text && el("p", {}, text),
      el(
        "div",
        { class: "said-actions" },
        text && el("button", { type: "button", class: "plain small", onclick: acts.edit }, "Edit"),
        el("button", { type: "button", class: "plain small", title: "Forgets this and what was said since", onclick: acts.forget }, "Delete from here"),
      ),
    );
  }
}
