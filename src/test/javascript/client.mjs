// AWS's JavaScript client, asked by a test over its standard input: a line of JSON a question, a line of JSON an
// answer. Bytes are written as {"$bytes": base64}.
import { createInterface } from "node:readline";
import { BedrockClient, ListFoundationModelsCommand } from "@aws-sdk/client-bedrock";
import { BedrockRuntimeClient, ConverseCommand, ConverseStreamCommand } from "@aws-sdk/client-bedrock-runtime";

const options = {
  endpoint: process.argv[2],
  region: "us-east-1",
  maxAttempts: 1,
  credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
};
if (process.argv[3]) {
  options.token = { token: process.argv[3] };
  options.authSchemePreference = ["httpBearerAuth"];
}
const runtime = new BedrockRuntimeClient(options);
const control = new BedrockClient(options);

const revived = (key, value) => (value?.$bytes === undefined ? value : Buffer.from(value.$bytes, "base64"));

function written(value) {
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString("base64") };
  if (Array.isArray(value)) return value.map(written);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, written(member)]));
}

const add = (was, more) => (more === undefined ? was : (was ?? "") + more);

function grown(block, delta) {
  if (delta.text !== undefined) block.text = add(block.text, delta.text);
  if (delta.toolUse) block.toolUse.input = add(block.toolUse.input, delta.toolUse.input);
  if (delta.reasoningContent) {
    const thought = (block.reasoningContent ??= { reasoningText: {} }).reasoningText;
    thought.text = add(thought.text, delta.reasoningContent.text);
    thought.signature = add(thought.signature, delta.reasoningContent.signature);
  }
}

async function streamed(input, leaveAfter) {
  const patience = new AbortController();
  const answer = await runtime.send(new ConverseStreamCommand(input), { abortSignal: patience.signal });
  const told = { events: 0, message: { role: "assistant", content: [] } };
  const blocks = new Map();
  try {
    for await (const event of answer.stream) {
      if (++told.events === leaveAfter) {
        patience.abort();
        break;
      }
      const { contentBlockStart: start, contentBlockDelta: delta, messageStop, metadata } = event;
      if (start) blocks.set(start.contentBlockIndex, structuredClone(start.start));
      if (delta) {
        if (!blocks.has(delta.contentBlockIndex)) blocks.set(delta.contentBlockIndex, {});
        grown(blocks.get(delta.contentBlockIndex), delta.delta);
      }
      if (messageStop) told.stopReason = messageStop.stopReason;
      if (metadata) told.usage = metadata.usage;
    }
  } catch (failure) {
    told.error = error(failure);
  }
  for (const block of blocks.values()) {
    if (block.toolUse) block.toolUse.input = JSON.parse(block.toolUse.input || "{}");
    told.message.content.push(block);
  }
  return told;
}

async function whole(input) {
  const { output, stopReason, usage } = await runtime.send(new ConverseCommand(input));
  return { message: output.message, stopReason, usage };
}

const error = (failure) => ({
  name: failure.name,
  status: failure.$metadata?.httpStatusCode,
  message: failure.message,
});

async function answered(asked) {
  if (asked.models) return { models: (await control.send(new ListFoundationModelsCommand({}))).modelSummaries };
  return asked.streamed ? streamed(asked.input, asked.leaveAfter) : whole(asked.input);
}

for await (const line of createInterface({ input: process.stdin })) {
  const told = await answered(JSON.parse(line, revived)).catch((failure) => ({ error: error(failure) }));
  process.stdout.write(JSON.stringify(written(told)) + "\n");
}
