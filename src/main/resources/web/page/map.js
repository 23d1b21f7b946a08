// The world as a field of dots, with the Regions that may answer a call.

import { svg } from "./dom.js";
import { land } from "./land.js";
import { city, position } from "./regions.js";

const STEP = 3;
const WEST = -168;
const NORTH = 76;
const WIDTH = 360 / STEP;
const HEIGHT = land.length;
const NEAREST = 52;

function point([longitude, latitude]) {
  return [(longitude - WEST) / STEP, (NORTH - latitude) / STEP];
}

function ground() {
  const dots = land.flatMap((row, y) => [...row].map((sign, x) => (sign === "#" ? `M${x + 0.5} ${y + 0.5}h0` : "")));
  return svg("path", { class: "land", d: dots.join("") });
}

function way(from, to) {
  const [x1, y1] = point(from);
  const [x2, y2] = point(to);
  const lift = Math.min(14, Math.hypot(x2 - x1, y2 - y1) * 0.28);
  return svg("path", { class: "way", d: `M${x1} ${y1}Q${(x1 + x2) / 2} ${(y1 + y2) / 2 - lift} ${x2} ${y2}` });
}

/** The part of the world around these Regions, in the shape of the whole; never so near that it says nothing. */
function frame(regions) {
  const points = regions.map(position).filter(Boolean).map(point);
  if (points.length === 0) return `0 0 ${WIDTH} ${HEIGHT}`;
  const [left, right] = [Math.min(...points.map(([x]) => x)), Math.max(...points.map(([x]) => x))];
  const [top, bottom] = [Math.min(...points.map(([, y]) => y)), Math.max(...points.map(([, y]) => y))];
  const width = Math.min(WIDTH, Math.max(NEAREST, (right - left) * 1.5, ((bottom - top) * 1.8 * WIDTH) / HEIGHT));
  const height = (width * HEIGHT) / WIDTH;
  const x = Math.min(WIDTH - width, Math.max(0, (left + right - width) / 2));
  const y = Math.min(HEIGHT - height, Math.max(0, (top + bottom - height) / 2));
  return `${x} ${y} ${width} ${height}`;
}

/** @param home the Region that is called; @param destinations where it may be answered; everywhere, if global */
export function worldMap(home, destinations, scope) {
  const from = position(home);
  const known = destinations.filter((region) => position(region));
  const where = scope === "global" ? "anywhere in the world" : `in ${known.map(city).join(", ")}`;
  return svg(
    "svg",
    {
      class: `map ${scope}`,
      viewBox: scope === "global" ? `0 0 ${WIDTH} ${HEIGHT}` : frame([home, ...known]),
      role: "img",
      "aria-label": `World map: called in ${city(home)}, answered ${where}`,
    },
    ground(),
    from && known.filter((region) => region !== home).map((region) => way(from, position(region))),
    known.map((region) => {
      const [cx, cy] = point(position(region));
      return svg("circle", { class: "destination", cx, cy, r: 0.7 }, svg("title", {}, `${city(region)} (${region})`));
    }),
    from && svg("circle", { class: "home", cx: point(from)[0], cy: point(from)[1], r: 1.3 }),
  );
}
