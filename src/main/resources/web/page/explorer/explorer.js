// The models of a Region: a heading that counts, filters, the list, and beside it what is known of one model.

import { get } from "../api.js";
import { announce, el, perFrame, replace } from "../dom.js";
import { ago, counted } from "../format.js";
import { problemBox } from "../problem.js";
import { city } from "../regions.js";
import * as route from "../route.js";
import { detailPanel } from "./detail.js";
import { admits, filterBar } from "./filters.js";
import { modelList } from "./list.js";

export function explorer(section) {
  const title = el("h1", { tabindex: -1 });
  const summary = el("p");
  const list = el("div", { class: "list" });
  const panel = el("aside", { class: "panel", "aria-label": "Model", hidden: true });
  const filters = filterBar(perFrame(() => {
    route.amend(filters.wanted());
    draw();
  }));
  let listing = null;
  let shown = null;
  let open = null;
  // A link to a model shows its row, once; later the reader decides what is in sight.
  let met = false;

  section.append(
    el("div", { class: "heading" }, el("div", {}, title, summary)),
    filters.bar,
    el("div", { class: "split" }, list, panel),
  );

  async function load(region) {
    replace(list, el("p", { class: "waiting" }, "Reading the catalogue …"));
    title.textContent = `Models in ${city(region)}`;
    try {
      const answer = await get("/api/models", { region, view: "all" });
      if (shown?.region !== region) return;
      listing = answer;
      filters.offer(listing.models);
      draw();
    } catch (problem) {
      listing = null;
      replace(list, problemBox(problem, { again: () => load(region) }));
    }
  }

  function draw() {
    if (!listing) return;
    const wanted = filters.wanted();
    const models = listing.models.filter((model) => admits(model, wanted));
    filters.count(listing.models, wanted);
    summary.textContent = `${counted(models.length, "model")} shown of ${listing.models.length} in ${listing.region}. Read from Bedrock ${ago(listing.refreshedAt)}${listing.stale ? ", and overdue since" : ""}.`;
    replace(list, modelList(models, { region: listing.region, open, query: wanted }));
    if (!met) list.querySelector(".model.open")?.scrollIntoView({ block: "center" });
    met = true;
    announce(`${counted(models.length, "model")} shown`);
  }

  function show(place) {
    const moved = shown?.region !== place.region;
    shown = place;
    const before = JSON.stringify(filters.wanted());
    filters.take(place.query);
    if (moved) load(place.region);
    // Drawn anew only for other filters: the focus stands in the list.
    else if (JSON.stringify(filters.wanted()) !== before) draw();
    if (place.id !== open || moved) detail(place);
  }

  function detail(place) {
    open = place.id;
    panel.hidden = !open;
    section.classList.toggle("split-open", Boolean(open));
    for (const row of list.querySelectorAll(".model")) row.classList.toggle("open", row.dataset.id === open);
    if (open) detailPanel(panel, open, place.region, close);
  }

  function close() {
    const row = list.querySelector(".model.open a");
    location.hash = route.href("models", null, { region: shown.region, ...filters.wanted() });
    row?.focus();
  }

  section.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && open) close();
  });
  document.addEventListener("keydown", (event) => {
    const typing = /^(input|textarea|select)$/i.test(event.target.tagName);
    if (event.key === "/" && !typing && !section.hidden) {
      event.preventDefault();
      filters.focus();
    }
  });
  return { show };
}
