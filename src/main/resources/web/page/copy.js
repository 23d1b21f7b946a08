// One click to the clipboard.

import { announce, el, replace } from "./dom.js";
import { icon } from "./icons.js";

/** @param text what to copy, or a function that gives it at the click */
export function copyButton(text, what) {
  const button = el("button", { type: "button", class: "quiet copy", "aria-label": `Copy ${what}`, title: `Copy ${what}` }, icon("copy"));
  button.addEventListener("click", async (event) => {
    event.preventDefault();
    event.stopPropagation();
    await copy(typeof text === "function" ? text() : text);
    announce(`Copied ${what}`);
    button.classList.add("copied");
    replace(button, icon("done"));
    setTimeout(() => {
      button.classList.remove("copied");
      replace(button, icon("copy"));
    }, 1400);
  });
  return button;
}

async function copy(text) {
  if (navigator.clipboard && window.isSecureContext) {
    await navigator.clipboard.writeText(text);
    return;
  }
  // A relay inside a network often has no certificate, and then browsers have no clipboard for pages.
  const field = el("textarea", { class: "visually-hidden", readonly: true, value: text });
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}
