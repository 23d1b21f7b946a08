// Asks for the relay key where access control is on.

import { hasKey, useKey } from "./api.js";
import { announce, el, replace, uid } from "./dom.js";
import { icon } from "./icons.js";

/** The dialog and the button that opens it. `ask` gives the key, or null if it is called off. */
export function keyDoor(changed) {
  const field = el("input", { type: "password", id: uid("key"), autocomplete: "off", spellcheck: "false", required: true });
  const why = el("p", { class: "soft" });
  const forget = el("button", { type: "button", class: "plain", onclick: () => finish("") }, "Forget the key");
  const form = el(
    "form",
    { method: "dialog", onsubmit: (event) => { event.preventDefault(); finish(field.value.trim()); } },
    el("h2", {}, "Relay key"),
    why,
    el("label", { for: field.id }, "Key"),
    field,
    el("p", { class: "note" }, "Kept in this page's memory only; closing or reloading the page forgets it."),
    el(
      "div",
      { class: "actions" },
      forget,
      el("button", { type: "button", class: "plain", onclick: () => finish(null) }, "Cancel"),
      el("button", { type: "submit", class: "primary" }, "Use key"),
    ),
  );
  const dialog = el("dialog", { class: "key-dialog", "aria-label": "Relay key", oncancel: () => finish(null) }, form);
  const button = el("button", { type: "button", class: "quiet", onclick: () => open(false) });
  let waiting = null;

  function open(locked, message) {
    why.textContent = message ?? "Every call of this page is made with this key.";
    forget.hidden = !hasKey();
    field.value = "";
    if (!dialog.open) dialog.showModal();
    waiting ??= Promise.withResolvers();
    return waiting.promise.then((given) => {
      if (given && !locked) changed();
      return given;
    });
  }

  function finish(given) {
    if (given !== null) useKey(given);
    show();
    dialog.close();
    waiting?.resolve(given);
    waiting = null;
  }

  function show() {
    const label = hasKey() ? "Change the relay key" : "Enter a relay key";
    button.setAttribute("aria-label", label);
    button.title = label;
    button.classList.toggle("on", hasKey());
    replace(button, icon("key"));
    if (hasKey()) announce("Key in use");
  }

  show();
  return { dialog, button, ask: (message) => open(true, message) };
}
