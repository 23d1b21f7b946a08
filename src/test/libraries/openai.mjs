// OpenAI's own library.
import OpenAI from "openai";
import { zodResponseFormat, zodTextFormat } from "openai/helpers/zod";
import { z } from "zod";
import { BASE, CENSUS, MODELS, PDF, PNG, QUESTIONS, SEE, check, holds, result, trial } from "./trials.mjs";

const CLIENT = "OPENAI_NODE";
const client = new OpenAI({ baseURL: `${BASE}/v1`, apiKey: "none", maxRetries: 0 });
const Census = z.object({ city: z.string(), people: z.number().int() });
const WEATHER = {
  name: "get_weather",
  parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
};
const user = (content) => ({ role: "user", content });

async function ask(model, streamed, messages, more) {
  const body = { model, messages, ...more };
  const answer = streamed
    ? await client.chat.completions.stream(body).finalChatCompletion()
    : await client.chat.completions.create(body);
  return answer.choices[0].message;
}

async function models() {
  const listed = [];
  for await (const model of client.models.list()) listed.push(await client.models.retrieve(model.id));
  check(listed.length > 20, listed);
}

async function chat(model, streamed) {
  holds("Why is the sea salty?", (await ask(model, streamed, [user("Why is the sea salty?")])).content);
}

async function tools(model, streamed) {
  const more = { tools: [{ type: "function", function: WEATHER }], reasoning_effort: "low" };
  const messages = [];
  for (const question of QUESTIONS) {
    messages.push(user(question));
    const called = await ask(model, streamed, messages, more);
    check(called.tool_calls?.length, called);
    messages.push(called);
    for (const call of called.tool_calls) {
      const { city } = JSON.parse(call.function.arguments);
      messages.push({ role: "tool", tool_call_id: call.id, content: result(city) });
    }
    const answer = await ask(model, streamed, messages, more);
    holds("4 degrees", answer.content);
    messages.push(answer);
  }
}

async function structure(model) {
  const chat = { model, messages: [user(CENSUS)], response_format: zodResponseFormat(Census, "census") };
  check(Number.isInteger((await client.chat.completions.parse(chat)).choices[0].message.parsed?.people));
  const response = { model, input: CENSUS, text: { format: zodTextFormat(Census, "census") } };
  check(Number.isInteger((await client.responses.parse(response)).output_parsed?.people));
}

async function image(model, streamed) {
  const picture = { type: "image_url", image_url: { url: `data:image/png;base64,${PNG.toString("base64")}` } };
  holds("image, png", (await ask(model, streamed, [user([picture])])).content);
}

async function document(model, streamed) {
  const file = { filename: "report.pdf", file_data: `data:application/pdf;base64,${PDF.toString("base64")}` };
  holds("pdf", (await ask(model, streamed, [user([{ type: "file", file }])])).content);
}

trial(CLIENT, "MODELS", models, [""], [false]);
trial(CLIENT, "CHAT", chat);
trial(CLIENT, "TOOLS", tools);
trial(CLIENT, "STRUCTURE", structure, MODELS, [false]);
trial(CLIENT, "IMAGE", image, SEE);
trial(CLIENT, "DOCUMENT", document, SEE);
