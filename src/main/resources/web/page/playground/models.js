// The models that can be chatted with in a Region, asked for once.

import { get } from "../api.js";
import { el, replace } from "../dom.js";

const known = new Map();

export function chatModels(region) {
  if (!known.has(region)) {
    const asked = get("/api/models", { region, view: "usable" }).then((listing) => listing.models);
    asked.catch(() => known.delete(region));
    known.set(region, asked);
  }
  return known.get(region);
}

/** Fills a select, by maker; what is recommended stands first. Keeps the choice where the Region has it.
 *  @param other a model that is shown already: by itself another one is chosen */
export function offer(select, models, wanted, other) {
  const makers = Map.groupBy(models, (model) => model.provider || "Others");
  const best = (own) => own.some((model) => model.recommended);
  replace(
    select,
    [...makers]
      .sort(([one, ones], [other, others]) => best(others) - best(ones) || one.localeCompare(other))
      .map(([maker, own]) =>
        el(
          "optgroup",
          { label: maker },
          own
            .toSorted((one, other) => other.recommended - one.recommended || one.name.localeCompare(other.name, "en", { numeric: true }))
            .map((model) => el("option", { value: model.id }, model.recommended ? model.name : `${model.name} ·`)),
        ),
      ),
  );
  if (models.some((model) => model.id === wanted)) {
    select.value = wanted;
    return;
  }
  const first = preferred(models, other);
  if (first) select.value = first.id;
}

/** The model to begin with, where nobody named one; undefined where there is none. */
export function preferred(models, other) {
  const good = models.filter((model) => model.recommended && model.id !== other);
  return good.find((model) => model.provider === "Anthropic" && /Sonnet/.test(model.name)) ?? good[0] ?? models[0];
}
