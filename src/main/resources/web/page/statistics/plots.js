// Small plots that are also tables: the figures stand beside the marks.

import { el, svg } from "../dom.js";
import { sign } from "../scope.js";

/** Bars of providers: all models, and how many of them are recommended. */
export function bars(title, providers) {
  const rows = Object.entries(providers).sort(([, one], [, other]) => other.models - one.models);
  const most = Math.max(1, ...rows.map(([, totals]) => totals.models));
  return el(
    "figure",
    { class: "plot" },
    el("figcaption", {}, el("h2", {}, title), el("p", { class: "note legend" }, swatch("all"), "all", swatch("chat"), "to chat with", swatch("current"), "recommended")),
    el(
      "table",
      { class: "bars" },
      el("thead", { class: "visually-hidden" }, el("tr", {}, ["Provider", "Plot", "All", "Chat", "Recommended"].map((name) => el("th", { scope: "col" }, name)))),
      el(
        "tbody",
        {},
        rows.map(([name, totals]) =>
          el(
            "tr",
            {},
            el("th", { scope: "row" }, name),
            el("td", { class: "bar-cell" }, bar(totals, most)),
            el("td", { class: "figure" }, totals.models),
            el("td", { class: "figure soft" }, totals.chat),
            el("td", { class: "figure soft" }, totals.current),
          ),
        ),
      ),
    ),
  );
}

function bar(totals, most) {
  const part = (kind) => svg("rect", { class: kind, x: 0, y: 0, height: 10, width: (totals[kind === "all" ? "models" : kind] / most) * 100 });
  return svg("svg", { class: "bar", viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" }, part("all"), part("chat"), part("current"));
}

function swatch(kind) {
  return svg("svg", { class: "swatch", viewBox: "0 0 10 10", "aria-hidden": "true" }, svg("rect", { class: kind, width: 10, height: 10 }));
}

/** How a whole is shared out. */
export function shares(title, figures, order) {
  const known = [...order, ...Object.keys(figures).filter((name) => !order.includes(name))].filter((name) => figures[name]);
  const sum = known.reduce((total, name) => total + figures[name], 0);
  let x = 0;
  const parts = known.map((name) => {
    const width = (figures[name] / sum) * 100;
    const rect = svg("rect", { class: `share ${name.toLowerCase()}`, x, y: 0, width: Math.max(0, width - 0.4), height: 10 });
    x += width;
    return rect;
  });
  return el(
    "figure",
    { class: "plot" },
    el("figcaption", {}, el("h2", {}, title)),
    svg("svg", { class: "shares", viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" }, parts),
    el(
      "dl",
      { class: "share-list" },
      known.map((name) => el("div", { class: name.toLowerCase() }, el("dt", {}, mark(name), name.toLowerCase()), el("dd", { class: "figure" }, figures[name], el("span", { class: "note" }, `${Math.round((figures[name] / sum) * 100)} %`)))),
    ),
  );
}

function mark(name) {
  return name === name.toLowerCase() ? sign(name) : svg("svg", { class: "swatch", viewBox: "0 0 10 10", "aria-hidden": "true" }, svg("rect", { class: `share ${name.toLowerCase()}`, width: 10, height: 10 }));
}
