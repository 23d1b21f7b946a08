// The frame: the bar, the Region, and which of the five views is shown. A view is made when it is first looked at, and
// kept: a conversation goes on while its reader looks something up.

import { get, whenLocked } from "./api.js";
import { el, replace } from "./dom.js";
import { explorer } from "./explorer/explorer.js";
import { keyDoor } from "./key.js";
import { matrix } from "./matrix/matrix.js";
import { playground } from "./playground/playground.js";
import { problemBox } from "./problem.js";
import { city } from "./regions.js";
import * as route from "./route.js";
import { start as startView } from "./start/start.js";
import { statistics } from "./statistics/statistics.js";
import { themeButton } from "./theme.js";

const MAKERS = { start: (section) => startView(section, { enterKey: () => door.button.click() }), models: explorer, availability: matrix, playground, statistics };
const TITLES = { start: "Start", models: "Models", availability: "Availability", playground: "Playground", statistics: "Statistics" };

const main = document.getElementById("main");
const picker = document.getElementById("region");
const door = keyDoor(() => start());
const views = new Map();
let regions = [];

document.getElementById("tools").append(door.button, themeButton());
document.body.append(door.dialog);
whenLocked(door.ask);
document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  main.focus();
});
picker.addEventListener("change", () => {
  route.amend({ region: picker.value });
  show();
});
window.addEventListener("hashchange", () => show());
start();

async function start() {
  views.clear();
  replace(main, el("p", { class: "waiting" }, "Asking the relay …"));
  try {
    ({ regions } = await get("/api/regions"));
  } catch (problem) {
    replace(main, problemBox(problem, { again: start }));
    return;
  }
  const home = route.current().query.get("region") ?? regions.find((each) => each.byDefault)?.region;
  replace(
    picker,
    regions.map(({ region }) => el("option", { value: region }, city(region) === region ? region : `${region} · ${city(region)}`)),
  );
  if (regions.some(({ region }) => region === home)) picker.value = home;
  picker.parentElement.hidden = false;
  replace(main);
  show();
}

function show() {
  if (!regions.length) return;
  const place = route.current();
  const asked = place.query.get("region");
  if (asked && regions.some(({ region }) => region === asked)) picker.value = asked;
  if (!views.has(place.view)) {
    const section = el("section", { class: place.view });
    main.append(section);
    views.set(place.view, { section, ...MAKERS[place.view](section) });
  }
  for (const [name, { section }] of views) section.hidden = name !== place.view;
  for (const link of document.querySelectorAll(".views a")) {
    link.href = route.href(link.dataset.view, null, { region: picker.value });
    if (link.dataset.view === place.view) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  document.title = `${TITLES[place.view]} · Bedrock Relay`;
  views.get(place.view).show({ ...place, region: picker.value, regions });
}
