// The same call in one client after the other.

import { copyButton } from "../copy.js";
import { el, replace, uid } from "../dom.js";
import { CLIENTS } from "./clients.js";

/** @param model any name of one
 *  @param region that is asked by clients which name one */
export function snippets(heading, model, region) {
  const group = uid("client");
  const code = el("code");
  const where = el("p", { class: "note" });
  const show = (name) => {
    replace(code, CLIENTS[name].code(location.origin, model, region));
    where.textContent = CLIENTS[name].where;
  };
  const choices = Object.keys(CLIENTS).map((name, index) =>
    el("label", {}, el("input", { type: "radio", name: group, value: name, checked: index === 0, onchange: () => show(name) }), name),
  );
  show("curl");
  return el(
    "section",
    { class: "snippets" },
    heading,
    el("fieldset", { class: "choice clients" }, el("legend", { class: "visually-hidden" }, "Client"), choices),
    where,
    el("div", { class: "code" }, el("pre", { tabindex: 0 }, code), copyButton(() => code.textContent, "the example")),
  );
}
