// A failure as the API explains it, with what can be done about it.

import { el } from "./dom.js";

/** @param choices `again`: what to do for another try; `name(model)`, `place(worksIn)`: what to do with a remedy */
export function problemBox(problem, { again, name, place } = {}) {
  const told = problem.told ?? {};
  const remedies = [
    ...(name ? [...(told.nearest ?? []), ...(told.usable ?? [])].map((model) => remedy(model, () => name(model))) : []),
    ...(place ? (told.worksIn ?? []).map((where) => remedy(`Use ${where.region}`, () => place(where))) : []),
  ];
  if (again) remedies.push(remedy("Try again", again));
  const small = [
    problem.code,
    told.upstreamType && `Bedrock: ${told.upstreamType}`,
    told.field && `field ${told.field}`,
    told.limit,
    told.retryAfterSeconds && `try again in ${told.retryAfterSeconds} s`,
    told.retryable === true && "may work when tried again",
    told.requestId && `request ${told.requestId}`,
  ].filter(Boolean);
  return el(
    "div",
    { class: "problem", role: "alert" },
    el("strong", {}, problem.message),
    el("p", { class: "note id" }, small.join(" · ")),
    remedies.length > 0 && el("div", { class: "actions" }, remedies),
  );
}

function remedy(label, act) {
  return el("button", { type: "button", onclick: act }, label);
}
