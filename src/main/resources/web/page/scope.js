// How far the data of a call may travel. Each scope has a colour, a sign and a word; none stands alone.

import { svg, el } from "./dom.js";

export const SCOPES = ["in-region", "geographic", "global", "application"];

const SIGNS = {
  "in-region": [svg("circle", { cx: 8, cy: 8, r: 4.4, class: "solid" })],
  geographic: [
    svg("circle", { cx: 8, cy: 8, r: 5.6 }),
    svg("path", { d: "M8 2.4a5.6 5.6 0 0 1 0 11.2z", class: "solid" }),
  ],
  global: [
    svg("circle", { cx: 8, cy: 8, r: 5.6 }),
    svg("path", { d: "M2.4 8h11.2M8 2.4c-3.4 3.4-3.4 7.8 0 11.2M8 2.4c3.4 3.4 3.4 7.8 0 11.2" }),
  ],
  application: [svg("path", { d: "M8 2.6L13.4 8 8 13.4 2.6 8z", class: "solid" })],
  none: [svg("path", { d: "M5.5 8h5" })],
};

export const MEANING = {
  "in-region": "stays in the Region that is called",
  geographic: "spreads over the Regions of one geography",
  global: "may be answered anywhere",
  application: "the account's own profile",
};

/** The sign alone; say the word beside it, or as a label. */
export function sign(scope) {
  const drawn = SIGNS[scope] ?? SIGNS.none;
  return svg(
    "svg",
    { class: `sign ${SIGNS[scope] ? scope : "none"}`, viewBox: "0 0 16 16", "aria-hidden": "true" },
    drawn.map((part) => part.cloneNode(true)),
  );
}

export function labelled(scope) {
  return el("span", { class: "scope" }, sign(scope), scope ?? "unavailable");
}
