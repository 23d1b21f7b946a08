// Vercel's AI SDK with five providers.
import { generateObject, generateText, stepCountIs, streamObject, streamText, tool } from "ai";
import { createAmazonBedrock } from "@ai-sdk/amazon-bedrock";
import { createAnthropic } from "@ai-sdk/anthropic";
import { createOpenAI } from "@ai-sdk/openai";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { z } from "zod";
import {
  BASE, CENSUS, CREDENTIALS, IDS, LLAMA, MODELS, OTHERS, PDF, PNG, QUESTIONS, SEE, check, holds, result, trial,
} from "./trials.mjs";

const own = { baseURL: `${BASE}/v1`, apiKey: "none" };
const openai = createOpenAI(own);
const compatible = createOpenAICompatible({ name: "relay", includeUsage: true, supportsStructuredOutputs: true, ...own });
const anthropic = createAnthropic(own);
const bedrock = createAmazonBedrock({ baseURL: BASE, region: "us-east-1", ...CREDENTIALS });
const budget = { type: "enabled", budgetTokens: 1024 };
const reasoningConfig = {
  "claude-sonnet-4": budget,
  "claude-sonnet-4-6": budget,
  "claude-opus-5": { type: "adaptive", maxReasoningEffort: "low" },
  "nova-2-lite": { type: "enabled", maxReasoningEffort: "low" },
};
const stateless = { store: false, include: ["reasoning.encrypted_content"] };
const getWeather = tool({
  description: "The weather of a city",
  inputSchema: z.object({ city: z.string() }),
  execute: async ({ city }) => result(city),
});
const Census = z.object({ city: z.string(), people: z.number().int() });

async function ask(streamed, wanted) {
  const question = { maxRetries: 0, ...wanted };
  if (!streamed) return generateText(question);
  let fault;
  const answer = streamText({ ...question, onError: ({ error }) => (fault = error) });
  await answer.consumeStream();
  if (fault) throw fault;
  return { text: await answer.text, response: await answer.response, finishReason: await answer.finishReason };
}

async function object(streamed, wanted) {
  const question = { maxRetries: 0, schema: Census, prompt: CENSUS, ...wanted };
  if (!streamed) return (await generateObject(question)).object;
  let fault;
  const answer = streamObject({ ...question, onError: ({ error }) => (fault = error) });
  for await (const _ of answer.partialObjectStream);
  if (fault) throw fault;
  return answer.object;
}

// plain, thinking: the provider's own options; asked: the models; callers: those that stream calls of tools
function suite(client, make, { plain, thinking, asked = MODELS, callers = asked, filename = "Übersicht, v1.pdf" }) {
  const base = (model) => ({ model: make(model), providerOptions: plain });
  trial(client, "CHAT", async function chat(model, streamed) {
    const more = { system: "Be brief", prompt: "Why is the sea salty?" };
    const answer = await ask(streamed, { ...base(model), ...more });
    holds("Why is the sea salty?", answer.text);
    check(answer.finishReason === "stop", answer.finishReason);
  }, asked);
  trial(client, "TOOLS", async function tools(model, streamed) {
    const messages = [];
    const more = { tools: { getWeather }, stopWhen: stepCountIs(5), maxOutputTokens: 4000 };
    for (const content of QUESTIONS) {
      messages.push({ role: "user", content });
      const providerOptions = thinking(model);
      const answer = await ask(streamed, { model: make(model), messages, providerOptions, ...more });
      holds("4 degrees", answer.text);
      messages.push(...answer.response.messages);
    }
  }, callers);
  trial(client, "STRUCTURE", async function structure(model, streamed) {
    check(Number.isInteger((await object(streamed, base(model))).people));
  }, callers);
  const seen = async (model, streamed, part) => {
    const messages = [{ role: "user", content: [{ type: "text", text: "What is in it?" }, part] }];
    return (await ask(streamed, { ...base(model), messages })).text;
  };
  const eyes = SEE.filter((model) => asked.includes(model));
  trial(client, "IMAGE", async function image(model, streamed) {
    holds("image, png", await seen(model, streamed, { type: "image", image: PNG }));
  }, eyes);
  trial(client, "DOCUMENT", async function document(model, streamed) {
    const file = { type: "file", data: PDF, mediaType: "application/pdf", filename };
    holds("pdf", await seen(model, streamed, file));
  }, eyes);
}

suite("AI_OPENAI", (model) => openai.responses(model), {
  plain: { openai: { store: false } },
  thinking: () => ({ openai: { ...stateless, reasoningEffort: "low", reasoningSummary: "auto" } }),
});
suite("AI_OPENAI_CHAT", (model) => openai.chat(model), {
  thinking: () => ({ openai: { reasoningEffort: "low" } }),
});
suite("AI_COMPATIBLE", (model) => compatible(model), { thinking: () => ({ relay: { reasoningEffort: "low" } }) });
suite("AI_ANTHROPIC", (model) => anthropic(model), {
  thinking: () => ({ anthropic: { thinking: budget } }),
  asked: OTHERS,
});
suite("AI_BEDROCK", (model) => bedrock(IDS[model]), {
  thinking: (model) => ({ bedrock: reasoningConfig[model] ? { reasoningConfig: reasoningConfig[model] } : {} }),
  callers: MODELS.filter((model) => model !== LLAMA),
  // Converse judges names itself.
  filename: "report.pdf",
});
