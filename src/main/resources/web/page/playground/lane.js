// One conversation with one model in one Region.

import { Problem, send } from "../api.js";
import { copyButton } from "../copy.js";
import { announce, el, perFrame, replace, uid } from "../dom.js";
import { problemBox } from "../problem.js";
import { labelled } from "../scope.js";
import { readEvents } from "../sse.js";
import { Answer } from "./answer.js";
import { Figures } from "./figures.js";
import { chatModels, offer } from "./models.js";
import { body, readable, userContent } from "./request.js";
import { Transcript } from "./transcript.js";

export class Lane {
  /** @param changed called when it begins or ends to answer */
  constructor(name, settings, changed) {
    this.settings = settings;
    this.changed = changed;
    this.turns = [];
    this.calls = [];
    this.abort = null;
    this.figures = new Figures();
    this.transcript = new Transcript();
    this.model = el("select", { "aria-label": `${name}: model`, onchange: () => this.#told() });
    this.region = el("select", { "aria-label": `${name}: Region`, onchange: () => this.#offer(this.model.value) });
    this.invoked = el("p", { class: "invoked-as note" });
    this.json = el("code");
    this.drawFigures = perFrame(() => this.figures.show());
    const request = el("details", { class: "request", ontoggle: () => this.#preview() }, el("summary", {}, "Request as JSON"), el("div", { class: "code" }, el("pre", { tabindex: 0 }, this.json), copyButton(() => JSON.stringify(this.#shown(), null, 2), "the request")));
    this.node = el(
      "section",
      { class: "lane", "aria-label": name },
      el("header", {}, el("div", { class: "choose" }, this.model, this.region), this.invoked, this.figures.node, request),
      this.transcript.node,
    );
    this.details = request;
  }

  /** @param other a model to differ from where none is wanted */
  async place(regions, region, model, other) {
    replace(this.region, regions.map((each) => el("option", {}, each.region)));
    this.region.value = region;
    await this.#offer(model, other);
  }

  async #offer(wanted, other) {
    try {
      const models = await chatModels(this.region.value);
      offer(this.model, models, wanted, other);
      this.#told();
    } catch (problem) {
      this.transcript.add(problemBox(problem, { again: () => this.#offer(wanted) }));
    }
  }

  async #told() {
    const models = await chatModels(this.region.value);
    const chosen = models.find((model) => model.id === this.model.value);
    if (chosen) replace(this.invoked, labelled(chosen.scope), el("span", { class: "id" }, chosen.invocationId));
    this.#preview();
  }

  #request(content) {
    return body({ model: this.model.value, region: this.region.value }, this.settings.value() ?? {}, this.turns, content);
  }

  #preview() {
    if (this.details.open) this.json.textContent = readable(this.#shown());
  }

  /** What was sent last, or what would be. */
  #shown() {
    return this.sent ?? this.#request("…");
  }

  get busy() {
    return this.abort !== null;
  }

  async send(text, images) {
    const content = userContent(text, images, this.calls);
    const request = this.#request(content);
    this.sent = request;
    const turn = { user: content, assistant: [] };
    this.transcript.add(this.transcript.said(text, images, this.calls));
    this.calls = [];
    this.#preview();
    await this.#answer(request, turn);
  }

  async #answer(request, turn) {
    const answer = new Answer(() => this.transcript.follow());
    this.transcript.add(answer.node);
    this.abort = new AbortController();
    this.figures.sent();
    this.changed();
    const end = { stopReason: null, failure: null };
    try {
      const response = await send("/api/chat", {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "text/event-stream" },
        body: JSON.stringify(request),
        signal: this.abort.signal,
      });
      await readEvents(response.body, (name, data) => this.#event(name, data, answer, end));
      if (!end.stopReason && !end.failure) end.failure = new Problem(200, { code: "cut", message: "The answer broke off before its end." });
    } catch (failed) {
      if (failed.name === "AbortError") end.stopReason = "stopped by you";
      else end.failure = failed;
    }
    this.#ended(request, turn, answer, end);
  }

  #event(name, data, answer, end) {
    if (name === "start") replace(this.invoked, labelled(data.model.scope), el("span", { class: "id" }, data.model.invocationId), el("span", {}, data.model.region));
    else if (name === "stop") end.stopReason = data.stopReason;
    else if (name === "usage") this.figures.metered(data);
    else if (name === "error") end.failure = new Problem(200, data);
    else if (name !== "citation") {
      this.figures.heard(data.text ?? data.json ?? "");
      answer.event(name, data);
    }
    this.drawFigures();
  }

  #ended(request, turn, answer, end) {
    this.abort = null;
    const ended = end.failure ? "" : note(end.stopReason);
    answer.end(ended);
    const whole = !end.failure && end.stopReason !== "stopped by you";
    // What failed is left out of the conversation; what was stopped stays in it as far as it came.
    turn.assistant = end.failure ? [] : answer.content(whole);
    this.turns.push(turn);
    this.calls = whole ? answer.calls : [];
    if (end.failure) {
      this.transcript.add(
        problemBox(end.failure, {
          again: () => this.#answer(request, { ...turn }),
          name: (model) => { this.model.value = model; },
          place: (where) => { this.region.value = where.region; this.#offer(request.model); },
        }),
      );
    }
    this.figures.show();
    this.transcript.follow();
    announce(end.failure ? "The answer failed" : `Answer complete. ${ended}`);
    this.changed();
  }

  stop() {
    this.abort?.abort();
  }

  clear() {
    this.stop();
    this.turns = [];
    this.calls = [];
    this.sent = null;
    this.figures.clear();
    this.transcript.clear();
  }
}

function note(reason) {
  switch (reason) {
    case "end_turn": case "stop_sequence": return "";
    case "tool_use": return "Waits for the tools: write their result below.";
    case "max_tokens": return "Cut off at the longest answer allowed.";
    case "stopped by you": return "Stopped by you.";
    default: return `Stopped: ${reason.replaceAll("_", " ")}.`;
  }
}
