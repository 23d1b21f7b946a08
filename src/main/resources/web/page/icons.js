// Drawn on a grid of 16, one stroke.

import { svg } from "./dom.js";

const PATHS = {
  copy: "M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z",
  done: "M3 8.5l3.2 3.2L13 4.8",
  close: "M3.5 3.5l9 9M12.5 3.5l-9 9",
  key: "M9.2 6.8l4.3-4.3M11.5 4.5l1.8 1.8M9.9 9.3a3.2 3.2 0 1 1-3.2-3.2 3.2 3.2 0 0 1 3.2 3.2z",
  send: "M8 13V3M3.8 7.2L8 3l4.2 4.2",
  stop: "M4.5 4.5h7v7h-7z",
  image: "M2.5 3h11v10h-11zM2.5 11l3.2-3.4 2.4 2.2 2-1.8 3.4 3M10.4 6.1h.01",
  refresh: "M13 8a5 5 0 1 1-1.6-3.7M13.2 2.2v2.9h-2.9",
  split: "M2.5 3h11v10h-11zM8 3v10",
  down: "M8 3v8M4.4 7.6L8 11.2l3.6-3.6M3 13.5h10",
  auto: "M8 2.5a5.5 5.5 0 0 0 0 11zM8 2.5a5.5 5.5 0 0 1 0 11",
  light: "M8 5.3a2.7 2.7 0 1 0 0 5.4 2.7 2.7 0 0 0 0-5.4zM8 1.6v1.2M8 13.2v1.2M1.6 8h1.2M13.2 8h1.2M3.5 3.5l.8.8M11.7 11.7l.8.8M12.5 3.5l-.8.8M4.3 11.7l-.8.8",
  dark: "M13 9.6A5.5 5.5 0 0 1 6.4 3a5.5 5.5 0 1 0 6.6 6.6z",
  code: "M5.5 4.5L2 8l3.5 3.5M10.5 4.5L14 8l-3.5 3.5",
  clear: "M3 4.5h10M6.5 4.5V3h3v1.5M4.2 4.5l.6 8.5h6.4l.6-8.5",
  search: "M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.4 10.4l3.1 3.1",
  sliders: "M2.5 5h5M10.5 5h3M2.5 11h3M8.5 11h5M9 3.5v3M7 9.5v3",
};

export function icon(name) {
  return svg("svg", { class: "icon", viewBox: "0 0 16 16", "aria-hidden": "true" }, svg("path", { d: PATHS[name] }));
}
