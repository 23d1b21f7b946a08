// Which models are shown: view, words, maker, profile support. Decided here, so that typing asks nobody.

import { el, replace, uid } from "../dom.js";
import { icon } from "../icons.js";

export const VIEWS = {
  recommended: { label: "Recommended", admits: (model) => model.recommended },
  usable: { label: "Usable", admits: (model) => model.chat && Boolean(model.invocationId) },
  all: { label: "All", admits: () => true },
};

export const SUPPORT = {
  REQUIRED: "Required",
  OPTIONAL: "Optional",
  NONE: "None",
  UNAVAILABLE: "Unavailable",
};

export function admits(model, { view, provider, profile, q }) {
  return (
    VIEWS[view || "recommended"].admits(model) &&
    (!provider || model.provider === provider) &&
    (!profile || model.profileSupport === profile) &&
    (!q || words(model).includes(q.toLowerCase()))
  );
}

function words(model) {
  return [model.id, model.name, model.provider, model.invocationId, ...(model.abilities ?? [])].join(" ").toLowerCase();
}

export function filterBar(changed) {
  const search = el("input", { type: "search", placeholder: "Search name, id, ability", "aria-label": "Search models", oninput: changed, spellcheck: "false" });
  const provider = el("select", { "aria-label": "Provider", onchange: changed });
  const profile = el(
    "select",
    { "aria-label": "Profile support", onchange: changed },
    el("option", { value: "" }, "Any profile support"),
    Object.entries(SUPPORT).map(([value, label]) => el("option", { value }, `Profile: ${label.toLowerCase()}`)),
  );
  const group = uid("view");
  const counts = {};
  const radios = Object.entries(VIEWS).map(([value, { label }]) => {
    counts[value] = el("span", { class: "figure" });
    return el("label", {}, el("input", { type: "radio", name: group, value, onchange: changed, checked: value === "recommended" }), label, counts[value]);
  });
  const view = () => radios.map((label) => label.querySelector("input")).find((input) => input.checked).value;
  const bar = el(
    "div",
    { class: "filters", role: "search" },
    el("fieldset", { class: "choice" }, el("legend", { class: "visually-hidden" }, "View"), radios),
    el("div", { class: "search" }, icon("search"), search, el("kbd", { "aria-hidden": "true" }, "/")),
    provider,
    profile,
  );

  return {
    bar,
    focus: () => search.focus(),
    wanted: () => ({
      view: view() === "recommended" ? "" : view(),
      provider: provider.value,
      profile: profile.value,
      q: search.value.trim(),
    }),
    take(query) {
      const asked = query.get("view") ?? "recommended";
      for (const label of radios) label.querySelector("input").checked = label.querySelector("input").value === asked;
      if (!radios.some((label) => label.querySelector("input").checked)) radios[0].querySelector("input").checked = true;
      if (document.activeElement !== search) search.value = query.get("q") ?? "";
      profile.value = query.get("profile") ?? "";
      provider.dataset.wanted = query.get("provider") ?? "";
      if (provider.options.length) provider.value = provider.dataset.wanted;
    },
    offer(models) {
      const names = [...new Set(models.map((model) => model.provider))].sort((one, other) => one.localeCompare(other));
      replace(provider, el("option", { value: "" }, "All providers"), names.map((name) => el("option", {}, name)));
      provider.value = names.includes(provider.dataset.wanted) ? provider.dataset.wanted : "";
    },
    count(models, wanted) {
      for (const name of Object.keys(VIEWS)) {
        counts[name].textContent = models.filter((model) => admits(model, { ...wanted, view: name })).length;
      }
    },
  };
}
