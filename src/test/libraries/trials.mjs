// What the libraries' trials have in common: the models, the things asked about, and the run. A trial is a function of
// a model and of whether the answer is streamed; it throws what is wrong. Each prints one line of JSON.
import { crc32, deflateSync } from "node:zlib";
import { Buffer } from "node:buffer";

export const BASE = process.argv[2];
const CLAUDE = {
  "claude-3-haiku": "anthropic.claude-3-haiku-20240307-v1:0",
  "claude-sonnet-4": "us.anthropic.claude-sonnet-4-20250514-v1:0",
  "claude-sonnet-4-6": "us.anthropic.claude-sonnet-4-6",
  "claude-opus-5": "us.anthropic.claude-opus-5",
};
const NOVA = { "nova-pro": "us.amazon.nova-pro-v1:0", "nova-2-lite": "us.amazon.nova-2-lite-v1:0" };
const OPEN = {
  "gpt-oss-120b": "openai.gpt-oss-120b-1:0",
  "llama3-3-70b-instruct": "us.meta.llama3-3-70b-instruct-v1:0",
  "qwen3-32b": "qwen.qwen3-32b-v1:0",
  "deepseek.v3.2": "deepseek.v3.2",
};
// The ten models by their short names, each with the id that AWS's own libraries know.
export const IDS = { ...CLAUDE, ...NOVA, ...OPEN };
export const MODELS = Object.keys(IDS);
export const OTHERS = Object.keys({ ...NOVA, ...OPEN });
// Those that see images and read documents.
export const SEE = Object.keys({ ...CLAUDE, ...NOVA });
export const LLAMA = "llama3-3-70b-instruct";

export const QUESTIONS = ["Oslo", "Rome", "Paris"].map((city) => `What is the weather in ${city}?`);
export const CENSUS = "How many people live in Oslo?";
export const PDF = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");
export const PNG = png(32);
export const result = (city) => `4 degrees in ${city}`;

function png(size) {
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 2], 8);
  const rows = Buffer.alloc(size * (1 + 3 * size));
  const parts = [chunk("IHDR", head), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))];
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), ...parts]);
}

// Whatever credentials and Region the machine has are not the trials' business.
for (const name of Object.keys(process.env)) if (name.startsWith("AWS_")) delete process.env[name];
export const CREDENTIALS = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" };
Object.assign(process.env, { OPENAI_API_KEY: "none", ANTHROPIC_API_KEY: "none", AWS_REGION: "us-east-1" });
// The libraries' warnings are of what they leave out themselves.
globalThis.AI_SDK_LOG_WARNINGS = false;

const trials = [];

// client, feature: names in the conformance matrix
export function trial(client, feature, run, models = MODELS, streamed = [false, true]) {
  for (const way of streamed) for (const model of models) trials.push({ client, feature, streamed: way, model, run });
}

export function holds(expected, text) {
  if (!text?.includes(expected)) throw new Error(`${expected} is not in ${JSON.stringify(text)}`);
}

export function check(right, found) {
  if (!right) throw new Error(`not so: ${JSON.stringify(found)?.slice(0, 400)}`);
}

// Four at a time: the libraries wait for the relay most of the time.
export async function run() {
  const queue = [...trials];
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { run: ask, ...told } = next;
      const fault = await ask(next.model, next.streamed).then(
        () => null,
        (failure) => `${ask.name}: ${failure?.message ?? failure} ${failure?.responseBody ?? ""}`.slice(0, 500),
      );
      process.stdout.write(JSON.stringify({ ...told, fault }) + "\n");
    }
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
}
