// The set-up of each client for this relay's address and a model, as `docs/clients.md` has it. The key is never written
// into one: it comes from RELAY_KEY, and where access is open any word will do.

const BASH = { language: "sh" };

/** By the client's name: what is to be done, in `code`, and where it goes, in `where`. */
export const CLIENTS = {
  curl: {
    ...BASH,
    where: "In a terminal; the answer comes as it is written.",
    code: (origin, model) => `curl -N ${origin}/api/chat \\
  -H "Authorization: Bearer \${RELAY_KEY:-none}" \\
  -H 'Accept: text/event-stream' -H 'Content-Type: application/json' \\
  -d '{"model":"${model}","messages":[{"role":"user","content":"Hello"}]}'`,
  },

  OpenAI: {
    language: "python",
    where: "Python, pip install openai. OPENAI_BASE_URL and OPENAI_API_KEY do the same for code that you do not change.",
    code: (origin, model) => `from openai import OpenAI
import os

client = OpenAI(base_url="${origin}/v1", api_key=os.environ.get("RELAY_KEY", "none"))
stream = client.chat.completions.create(
    model="${model}",
    messages=[{"role": "user", "content": "Hello"}],
    stream=True,
)
for chunk in stream:
    if chunk.choices:
        print(chunk.choices[0].delta.content or "", end="", flush=True)`,
  },

  Anthropic: {
    language: "python",
    where: "Python, pip install anthropic. The base URL has no /v1: the client adds it.",
    code: (origin, model) => `from anthropic import Anthropic
import os

client = Anthropic(base_url="${origin}", auth_token=os.environ.get("RELAY_KEY", "none"))
with client.messages.stream(
    model="${model}",
    max_tokens=1024,
    messages=[{"role": "user", "content": "Hello"}],
) as stream:
    for text in stream.text_stream:
        print(text, end="", flush=True)`,
  },

  AWS: {
    language: "python",
    where: "Python, pip install boto3. Works over plain http too, where the SDK refuses to send a bearer token.",
    code: (origin, model, region) => `import boto3
import os
from botocore import UNSIGNED
from botocore.config import Config

client = boto3.client(
    "bedrock-runtime",
    endpoint_url="${origin}",
    region_name="${region}",
    config=Config(signature_version=UNSIGNED),  # the relay takes its own key, over http too
)
client.meta.events.register(
    "before-send.bedrock-runtime.*",
    lambda request, **_: request.headers.update({"x-api-key": os.environ.get("RELAY_KEY", "none")}),
)
answer = client.converse_stream(
    modelId="${model}",
    messages=[{"role": "user", "content": [{"text": "Hello"}]}],
)
for event in answer["stream"]:
    print(event.get("contentBlockDelta", {}).get("delta", {}).get("text", ""), end="", flush=True)`,
  },

  TypeScript: {
    language: "js",
    where: "npm install openai; Anthropic's client takes baseURL without /v1.",
    code: (origin, model) => `import OpenAI from "openai";

const client = new OpenAI({ baseURL: "${origin}/v1", apiKey: process.env.RELAY_KEY ?? "none" });
const stream = await client.chat.completions.create({
  model: "${model}",
  messages: [{ role: "user", content: "Hello" }],
  stream: true,
});
for await (const chunk of stream) {
  process.stdout.write(chunk.choices[0]?.delta.content ?? "");
}`,
  },

  Java: {
    language: "java",
    where: "com.openai:openai-java; Anthropic's client takes baseUrl without /v1.",
    code: (origin, model) => `var client = OpenAIOkHttpClient.builder()
    .baseUrl("${origin}/v1")
    .apiKey(System.getenv().getOrDefault("RELAY_KEY", "none"))
    .build();
var params = ChatCompletionCreateParams.builder().model("${model}").addUserMessage("Hello").build();
try (var stream = client.chat().completions().createStreaming(params)) {
    stream.stream()
        .flatMap(chunk -> chunk.choices().stream())
        .forEach(choice -> System.out.print(choice.delta().content().orElse("")));
}`,
  },

  Codex: {
    language: "toml",
    where: "In ~/.codex/config.toml, with the key in RELAY_KEY (any word where access is open).",
    code: (origin, model) => `model = "${model}"
model_provider = "relay"
model_context_window = 200000

[model_providers.relay]
name = "Bedrock Relay"
base_url = "${origin}/v1"
env_key = "RELAY_KEY"
wire_api = "responses"
request_max_retries = 1`,
  },
};
