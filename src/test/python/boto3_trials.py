"""AWS's own library."""
import json

import boto3
from botocore.config import Config

from trials import IDS, LLAMA, MODELS, NEXT_QUESTIONS, PDF, PNG, QUESTION, SEE, WEATHER, holds, result, trial

CLIENT = "BOTO3"
runtime = boto3.client("bedrock-runtime", config=Config(retries={"total_max_attempts": 1}))
control = boto3.client("bedrock")
TOOLS = {"tools": [{"toolSpec": {"name": "get_weather", "inputSchema": {"json": WEATHER}}}]}
THINKING = {
    "claude-sonnet-4": {"thinking": {"type": "enabled", "budget_tokens": 1024}},
    "claude-sonnet-4-6": {"thinking": {"type": "adaptive"}},
    "claude-opus-5": {"thinking": {"type": "adaptive"}},
    "nova-2-lite": {"reasoningConfig": {"type": "enabled", "maxReasoningEffort": "low"}},
    "gpt-oss-120b": {"reasoning_effort": "low"},
}


def user(*blocks):
    return {"role": "user", "content": list(blocks)}


def text(message):
    return "".join(block.get("text", "") for block in message["content"])


def ask(model, streamed, messages, **more):
    if not streamed:
        answer = runtime.converse(modelId=IDS[model], messages=messages, **more)
        return answer["output"]["message"], answer["stopReason"]
    blocks, reason = {}, None
    for event in runtime.converse_stream(modelId=IDS[model], messages=messages, **more)["stream"]:
        if start := event.get("contentBlockStart"):
            blocks[start["contentBlockIndex"]] = {kind: dict(block) for kind, block in start["start"].items()}
        if delta := event.get("contentBlockDelta"):
            grow(blocks.setdefault(delta["contentBlockIndex"], {}), delta["delta"])
        if stop := event.get("messageStop"):
            reason = stop["stopReason"]
    for block in blocks.values():
        if "toolUse" in block:
            block["toolUse"]["input"] = json.loads(block["toolUse"].get("input") or "{}")
    return {"role": "assistant", "content": [blocks[index] for index in sorted(blocks)]}, reason


def grow(block, delta):
    if "text" in delta:
        block["text"] = block.get("text", "") + delta["text"]
    if "toolUse" in delta:
        block["toolUse"]["input"] = block["toolUse"].get("input", "") + delta["toolUse"]["input"]
    if thought := delta.get("reasoningContent"):
        whole = block.setdefault("reasoningContent", {"reasoningText": {"text": ""}})["reasoningText"]
        for part in ("text", "signature"):
            if part in thought:
                whole[part] = whole.get(part, "") + thought[part]


@trial(CLIENT, "MODELS", models=[""], streamed=[False])
def models(_, __):
    listed = [model["modelId"] for model in control.list_foundation_models()["modelSummaries"]]
    assert "amazon.nova-pro-v1:0" in listed, listed
    assert control.list_inference_profiles()["inferenceProfileSummaries"]
    assert control.get_foundation_model(modelIdentifier="amazon.nova-pro-v1:0")["modelDetails"]


@trial(CLIENT, "CHAT")
def chat(model, streamed):
    answer, reason = ask(model, streamed, [user({"text": "Why is the sea salty?"})], system=[{"text": "Be brief"}])
    holds("Why is the sea salty?", text(answer))
    assert reason == "end_turn", reason


@trial(CLIENT, "TOOLS", streamed=[False])
@trial(CLIENT, "TOOLS", models=[model for model in MODELS if model != LLAMA], streamed=[True])
def tools_over_three_turns_with_thinking(model, streamed):
    messages = []
    more = {"toolConfig": TOOLS, "additionalModelRequestFields": THINKING.get(model, {}),
            "inferenceConfig": {"maxTokens": 4000}}
    for question in [QUESTION, *NEXT_QUESTIONS]:
        messages.append(user({"text": question}))
        called, reason = ask(model, streamed, messages, **more)
        assert reason == "tool_use", called
        messages.append(kept(model, called))
        messages.append(user(*[
            {"toolResult": {"toolUseId": call["toolUseId"], "content": [{"text": result(call["input"]["city"])}]}}
            for call in (block.get("toolUse") for block in called["content"]) if call]))
        answer, _ = ask(model, streamed, messages, **more)
        holds("4 degrees", text(answer))
        messages.append(kept(model, answer))


def kept(model, message):
    """Nova takes no thoughts back, not even its own, and Converse passes what it is given."""
    if model != "nova-2-lite":
        return message
    return {**message, "content": [block for block in message["content"] if "reasoningContent" not in block]}


@trial(CLIENT, "STRUCTURE", models=["claude-sonnet-4-6", "qwen3-32b", "deepseek.v3.2"])
def structure(model, streamed):
    schema = {"type": "object", "properties": {"people": {"type": "integer"}}, "required": ["people"],
              "additionalProperties": False}
    form = {"jsonSchema": {"name": "census", "schema": json.dumps(schema)}}
    answer, _ = ask(model, streamed, [user({"text": "How many people live in Oslo?"})],
                    outputConfig={"textFormat": {"type": "json_schema", "structure": form}})
    assert isinstance(json.loads(text(answer))["people"], int)


@trial(CLIENT, "IMAGE", models=SEE)
def image(model, streamed):
    picture = {"image": {"format": "png", "source": {"bytes": PNG}}}
    holds("image, png", text(ask(model, streamed, [user({"text": "What is on it?"}, picture)])[0]))


@trial(CLIENT, "DOCUMENT", models=SEE)
def document(model, streamed):
    paper = {"document": {"format": "pdf", "name": "report", "source": {"bytes": PDF}}}
    holds("pdf", text(ask(model, streamed, [user({"text": "What is in it?"}, paper)])[0]))
