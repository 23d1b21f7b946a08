// LangChain with three providers.
import { BedrockRuntimeClient } from "@aws-sdk/client-bedrock-runtime";
import { ChatAnthropic } from "@langchain/anthropic";
import { ChatBedrockConverse } from "@langchain/aws";
import { HumanMessage } from "@langchain/core/messages";
import { tool } from "@langchain/core/tools";
import { ChatOpenAI } from "@langchain/openai";
import { z } from "zod";
import {
  BASE, CENSUS, CREDENTIALS, IDS, LLAMA, MODELS, OTHERS, PDF, PNG, QUESTIONS, SEE, check, holds, result, trial,
} from "./trials.mjs";

const Census = z.object({ city: z.string(), people: z.number().int() });
const getWeather = tool(async ({ city }) => result(city), {
  name: "get_weather",
  description: "The weather of a city",
  schema: z.object({ city: z.string() }),
});
const client = new BedrockRuntimeClient({ region: "us-east-1", endpoint: BASE, credentials: CREDENTIALS });

const byOpenAi = (model, streaming, thinking) =>
  new ChatOpenAI({
    model, streaming, maxRetries: 0, apiKey: "none", configuration: { baseURL: `${BASE}/v1` },
    ...(thinking ? { reasoningEffort: "low" } : {}),
  });
const byAnthropic = (model, streaming, thinking) =>
  new ChatAnthropic({
    model, streaming, maxRetries: 0, apiKey: "none", anthropicApiUrl: BASE, maxTokens: 4000,
    ...(thinking ? { thinking: { type: "enabled", budget_tokens: 1024 } } : {}),
  });
const byConverse = (model, streaming) =>
  new ChatBedrockConverse({ model: IDS[model], streaming, maxRetries: 0, region: "us-east-1", client });

async function ask(chat, streamed, messages) {
  if (!streamed) return chat.invoke(messages);
  let whole;
  for await (const piece of await chat.stream(messages)) whole = whole ? whole.concat(piece) : piece;
  return whole;
}

// asked: the models; callers: those that can be made to call, and stream calls; methods: ways to ask for an object
function suite(name, make, methods, asked = MODELS, callers = asked) {
  trial(name, "CHAT", async function chat(model, streamed) {
    const answer = await ask(make(model, streamed), streamed, [new HumanMessage("Why is the sea salty?")]);
    holds("Why is the sea salty?", answer.text);
  }, asked);
  trial(name, "TOOLS", async function tools(model, streamed) {
    const caller = make(model, streamed, true).bindTools([getWeather]);
    const messages = [];
    for (const question of QUESTIONS) {
      messages.push(new HumanMessage(question));
      const called = await ask(caller, streamed, messages);
      check(called.tool_calls?.length, called.content);
      messages.push(called);
      for (const call of called.tool_calls) messages.push(await getWeather.invoke(call));
      const answer = await ask(caller, streamed, messages);
      holds("4 degrees", answer.text);
      messages.push(answer);
    }
  }, callers);
  for (const method of methods) {
    trial(name, "STRUCTURE", async function structure(model) {
      const chat = make(model, false).withStructuredOutput(Census, { method, name: "census" });
      check(Number.isInteger((await chat.invoke(CENSUS)).people));
    }, callers, [false]);
  }
  const seen = async (model, streamed, part) => {
    const content = [{ type: "text", text: "What is in it?" }, { source_type: "base64", ...part }];
    return (await ask(make(model, streamed), streamed, [new HumanMessage({ content })])).text;
  };
  const eyes = SEE.filter((model) => asked.includes(model));
  trial(name, "IMAGE", async function image(model, streamed) {
    const part = { type: "image", mime_type: "image/png", data: PNG.toString("base64") };
    holds("image, png", await seen(model, streamed, part));
  }, eyes);
  trial(name, "DOCUMENT", async function document(model, streamed) {
    const metadata = { filename: "report.pdf", name: "report", title: "report" };
    const part = { type: "file", mime_type: "application/pdf", data: PDF.toString("base64"), metadata };
    holds("pdf", await seen(model, streamed, part));
  }, eyes);
}

suite("LANGCHAIN_OPENAI_NODE", byOpenAi, ["jsonSchema", "functionCalling"]);
suite("LANGCHAIN_ANTHROPIC_NODE", byAnthropic, ["functionCalling"], OTHERS);
suite("LANGCHAIN_AWS_NODE", byConverse, ["functionCalling"], MODELS, MODELS.filter((model) => model !== LLAMA));
