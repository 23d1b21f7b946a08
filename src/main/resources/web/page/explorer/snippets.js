// The same call in four clients, for this relay's address and this model. The key is never written into one.

import { copyButton } from "../copy.js";
import { el, replace, uid } from "../dom.js";

const CLIENTS = {
  curl: (origin, model) => `curl -N ${origin}/api/chat \\
  -H "Authorization: Bearer \${RELAY_KEY:-none}" \\
  -H 'Accept: text/event-stream' -H 'Content-Type: application/json' \\
  -d '{"model":"${model}","messages":[{"role":"user","content":"Hello"}]}'`,

  OpenAI: (origin, model) => `from openai import OpenAI
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

  Anthropic: (origin, model) => `from anthropic import Anthropic
import os

client = Anthropic(base_url="${origin}", auth_token=os.environ.get("RELAY_KEY", "none"))
with client.messages.stream(
    model="${model}",
    max_tokens=1024,
    messages=[{"role": "user", "content": "Hello"}],
) as stream:
    for text in stream.text_stream:
        print(text, end="", flush=True)`,

  AWS: (origin, model, region) => `import boto3
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
};

/** @param region that is asked by clients which name one */
export function snippets(model, region) {
  const group = uid("client");
  const code = el("code");
  const show = (name) => replace(code, CLIENTS[name](location.origin, model.id, region));
  const choices = Object.keys(CLIENTS).map((name, index) =>
    el("label", {}, el("input", { type: "radio", name: group, value: name, checked: index === 0, onchange: () => show(name) }), name),
  );
  show("curl");
  return el(
    "section",
    { class: "snippets" },
    el("h3", {}, "Call it"),
    el("fieldset", { class: "choice" }, el("legend", { class: "visually-hidden" }, "Client"), choices),
    el("div", { class: "code" }, el("pre", { tabindex: 0 }, code), copyButton(() => code.textContent, "the example")),
  );
}
