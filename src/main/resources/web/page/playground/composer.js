// Where the prompt is written. Enter sends, Shift+Enter makes a new line, ↑ recalls the last prompt, Esc stops.

import { el, uid } from "../dom.js";
import { icon } from "../icons.js";
import { Images } from "./images.js";

export function composer({ send, stop }) {
  let last = "";
  const wrong = el("p", { class: "wrong", role: "alert" });
  const images = new Images((message) => { wrong.textContent = message; });
  const text = el("textarea", {
    id: uid("prompt"),
    rows: 1,
    placeholder: "Ask something",
    "aria-label": "Prompt",
    oninput: grow,
    onkeydown(event) {
      if (event.key === "Escape") stop();
      if (event.key === "ArrowUp" && !text.value && last) {
        event.preventDefault();
        text.value = last;
        grow();
      }
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        submit();
      }
    },
  });
  const sendButton = el("button", { type: "submit", class: "primary round", "aria-label": "Send", title: "Send (Enter)" }, icon("send"));
  const stopButton = el("button", { type: "button", class: "round stop", "aria-label": "Stop", title: "Stop the answer", hidden: true, onclick: stop }, icon("stop"));
  const node = el(
    "form",
    { class: "composer", onsubmit: (event) => { event.preventDefault(); submit(); } },
    images.node,
    el("div", { class: "composer-line" }, images.button, images.input, text, stopButton, sendButton),
    wrong,
  );
  images.watch(node);

  function grow() {
    wrong.textContent = "";
    text.style.height = "auto";
    text.style.height = `${Math.min(text.scrollHeight + 2, 220)}px`;
  }

  function submit() {
    const said = text.value.trim();
    if (sendButton.disabled || (!said && images.list.length === 0)) return;
    if (send(said, images.list) === false) return;
    if (said) last = said;
    images.take();
    text.value = "";
    grow();
  }

  function busy(answering) {
    const held = document.activeElement === stopButton;
    stopButton.hidden = !answering;
    sendButton.hidden = answering;
    sendButton.disabled = answering;
    if (held) text.focus();
  }
  return { node, busy, focus: () => text.focus() };
}
