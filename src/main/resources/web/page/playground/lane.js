// One conversation with one model in one Region.

import { get, Problem, send } from "../api.js";
import { copyButton } from "../copy.js";
import { announce, el, perFrame, replace } from "../dom.js";
import { problemBox } from "../problem.js";
import * as route from "../route.js";
import { labelled } from "../scope.js";
import { readEvents } from "../sse.js";
import { Answer } from "./answer.js";
import { Figures } from "./figures.js";
import { chatModels, offer } from "./models.js";
import { body, readable, userContent } from "./request.js";
import { Results } from "./results.js";
import { Transcript } from "./transcript.js";

export class Lane {
  /** @param changed called when it begins or ends to answer
   *  @param linked whether the page's address names its model */
  constructor(name, settings, changed, linked = false) {
    this.linked = linked;
    this.settings = settings;
    this.changed = changed;
    this.turns = [];
    this.calls = [];
    this.abort = null;
    this.figures = new Figures();
    this.transcript = new Transcript();
    this.model = el("select", { "aria-label": `${name}: model`, onchange: () => { this.#link(); this.#told(); } });
    this.region = el("select", { "aria-label": `${name}: Region`, onchange: () => this.#offer(this.model.value) });
    this.invoked = el("p", { class: "invoked-as note" });
    this.json = el("code");
    this.drawFigures = perFrame(() => this.figures.show());
    const request = el("details", { class: "request", ontoggle: () => this.preview() }, el("summary", {}, "Request as JSON"), el("div", { class: "code" }, el("pre", { tabindex: 0 }, this.json), copyButton(() => JSON.stringify(this.#shown(), null, 2), "the request")));
    this.results = new Results(name, () => this.send("", []));
    this.node = el(
      "section",
      { class: "lane", "aria-label": name },
      el("header", {}, el("div", { class: "choose" }, this.model, this.region), this.invoked, this.figures.node, request),
      this.transcript.node,
      this.results.node,
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
      const meant = await this.#meant(wanted, models);
      offer(this.model, models, meant, other);
      this.#told();
    } catch (problem) {
      this.transcript.add(problemBox(problem, { again: () => this.#offer(wanted) }));
    }
  }

  /** The model that a name stands for here: any name that the API knows. One that it does not is told, not swapped. */
  async #meant(wanted, models) {
    if (!wanted || models.some((model) => model.id === wanted)) return wanted;
    const decision = await get(`/api/models/${encodeURIComponent(wanted)}/resolution`, { region: this.region.value });
    if (models.some((model) => model.id === decision.model)) return decision.model;
    const told = decision.refusal ?? { code: "model_not_found", message: `${wanted} is no model to chat with in ${this.region.value}.` };
    this.transcript.add(problemBox(new Problem(200, told), {
      name: (model) => this.#offer(model),
      place: (where) => { this.region.value = where.region; this.#offer(wanted); },
    }));
    return null;
  }

  #link() {
    if (this.linked) route.amend({ model: this.model.value });
  }

  async #told() {
    const models = await chatModels(this.region.value);
    const chosen = models.find((model) => model.id === this.model.value);
    if (chosen) replace(this.invoked, labelled(chosen.scope), el("span", { class: "id" }, chosen.invocationId));
    this.preview();
  }

  #request(content) {
    return body({ model: this.model.value, region: this.region.value }, this.settings.value() ?? {}, this.turns, content);
  }

  /** Draws the request anew, where it is looked at. */
  preview() {
    if (this.details.open) this.json.textContent = readable(this.#shown());
  }

  /** What would be sent now, with all that was said before. */
  #shown() {
    const lane = { model: this.model.value, region: this.region.value };
    return body(lane, this.settings.preview(), this.turns, userContent("…", [], this.calls));
  }

  get busy() {
    return this.abort !== null;
  }

  async send(text, images) {
    if (this.busy) return;
    const calls = this.results.take();
    const content = userContent(text, images, calls);
    this.transcript.add(this.transcript.said(text, images, calls));
    this.calls = [];
    await this.#answer({ user: content, assistant: [] });
  }

  /** Asks with the model and the settings of this moment. */
  async #answer(turn) {
    const request = this.#request(turn.user);
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
    this.#ended(turn, answer, end);
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

  #ended(turn, answer, end) {
    this.abort = null;
    const ended = end.failure ? "" : note(end.stopReason);
    answer.end(ended);
    const whole = !end.failure && end.stopReason !== "stopped by you";
    // What failed is left out of the conversation; what was stopped stays in it as far as it came.
    turn.assistant = end.failure ? [] : answer.content(whole);
    this.turns.push(turn);
    this.calls = whole ? answer.calls : [];
    this.results.ask(this.calls);
    if (!end.failure) {
      answer.offer(
        copyButton(() => answer.text, "the answer"),
        el("button", { type: "button", class: "plain small", onclick: () => this.#anew(turn, answer) }, "Ask again"),
      );
    }
    if (end.failure) {
      this.transcript.add(
        problemBox(end.failure, {
          again: () => this.#again(turn),
          name: async (model) => { await this.#offer(model); this.#link(); this.#again(turn); },
          place: async (where) => { const model = this.model.value; this.region.value = where.region; await this.#offer(model); this.#again(turn); },
        }),
      );
    }
    this.figures.show();
    this.preview();
    this.transcript.follow();
    announce(end.failure ? "The answer failed" : `Answer complete. ${ended}`);
    this.changed();
  }

  /** Asks for another answer in the place of this one; what was said after it is forgotten. */
  #anew(turn, answer) {
    if (this.busy) return;
    this.turns = this.turns.slice(0, this.turns.indexOf(turn));
    this.results.ask([]);
    this.calls = [];
    this.transcript.cut(answer.node);
    this.#answer({ ...turn, assistant: [] });
  }

  #again(turn) {
    if (this.busy) return;
    // The failed try is no turn of the conversation.
    this.turns = this.turns.filter((each) => each !== turn);
    this.#answer({ ...turn, assistant: [] });
  }

  stop() {
    this.abort?.abort();
  }

  clear() {
    this.stop();
    this.turns = [];
    this.calls = [];
    this.results.ask([]);
    this.preview();
    this.figures.clear();
    this.transcript.clear();
  }
}

function note(reason) {
  switch (reason) {
    case "end_turn": case "stop_sequence": return "";
    case "tool_use": return "Waits for the tools: write their results below.";
    case "max_tokens": return "Cut off at the longest answer allowed.";
    case "stopped by you": return "Stopped by you.";
    default: return `Stopped: ${reason.replaceAll("_", " ")}.`;
  }
}
