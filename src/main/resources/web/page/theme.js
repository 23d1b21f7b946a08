// Light, dark, or as the system has it. Remembered, since it is no secret.

import { el, replace } from "./dom.js";
import { icon } from "./icons.js";

const THEMES = ["auto", "light", "dark"];
const SAYS = { auto: "Theme: as the system", light: "Theme: light", dark: "Theme: dark" };

export function themeButton() {
  let theme = remembered();
  const button = el("button", { type: "button", class: "quiet" });
  const show = () => {
    document.documentElement.dataset.theme = theme;
    button.setAttribute("aria-label", SAYS[theme]);
    button.title = SAYS[theme];
    replace(button, icon(theme));
  };
  button.addEventListener("click", () => {
    theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
    try {
      localStorage.setItem("theme", theme);
    } catch {
      // Private windows may have no storage; then it holds for this page.
    }
    show();
  });
  show();
  return button;
}

function remembered() {
  try {
    const theme = localStorage.getItem("theme");
    return THEMES.includes(theme) ? theme : "auto";
  } catch {
    return "auto";
  }
}
