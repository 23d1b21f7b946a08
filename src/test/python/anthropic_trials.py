"""Anthropic's own library, asking models of other vendors."""
from anthropic import Anthropic
from pydantic import BaseModel

from trials import (
    CENSUS, NEXT_QUESTIONS, NOVA, OPEN, PDF64, PNG64, QUESTION, WEATHER, holds, result, trial)

CLIENT = "ANTHROPIC_PYTHON"
OTHERS = [*NOVA, *OPEN]
client = Anthropic(max_retries=0, timeout=60)
TOOL = {"name": "get_weather", "description": "The weather of a city", "input_schema": WEATHER}


class Census(BaseModel):
    city: str
    people: int


def user(content):
    return {"role": "user", "content": content}


def text(answer):
    return "".join(block.text for block in answer.content if block.type == "text")


def ask(model, streamed, messages, **more):
    if not streamed:
        return client.messages.create(model=model, messages=messages, max_tokens=4000, **more)
    with client.messages.stream(model=model, messages=messages, max_tokens=4000, **more) as stream:
        for _ in stream:
            pass
        return stream.get_final_message()


@trial(CLIENT, "MODELS", models=[""], streamed=[False])
def models(_, __):
    listed = [model.id for model in client.models.list(limit=7)]
    assert len(listed) > 10 and all("claude" in model for model in listed), listed
    for model in listed:
        assert client.models.retrieve(model).id == model


@trial(CLIENT, "CHAT", models=OTHERS)
def chat(model, streamed):
    answer = ask(model, streamed, [user("Why is the sea salty?")])
    holds("Why is the sea salty?", text(answer))
    assert answer.stop_reason == "end_turn", answer.stop_reason


@trial(CLIENT, "CHAT", models=OTHERS)
def chat_with_all_that_can_be_set(model, streamed):
    mark = {"type": "ephemeral", "ttl": "1h"}
    answer = ask(
        model, streamed, [user([{"type": "text", "text": "Why is the sea salty?", "cache_control": mark}])],
        system=[{"type": "text", "text": "Be brief", "cache_control": mark}], stop_sequences=["###"],
        metadata={"user_id": 'u_{"a":1}'}, cache_control=mark, service_tier="auto")
    holds("salty", text(answer))


@trial(CLIENT, "TOOLS", models=OTHERS)
def tools_over_three_turns_with_thinking(model, streamed):
    messages = []
    more = {"tools": [TOOL], "thinking": {"type": "enabled", "budget_tokens": 1024}}
    for question in [QUESTION, *NEXT_QUESTIONS]:
        messages.append(user(question))
        called = ask(model, streamed, messages, **more)
        assert called.stop_reason == "tool_use", called
        messages.append({"role": "assistant", "content": called.content})
        messages.append(user([
            {"type": "tool_result", "tool_use_id": block.id, "content": result(block.input["city"])}
            for block in called.content if block.type == "tool_use"]))
        answer = ask(model, streamed, messages, **more)
        holds("4 degrees", text(answer))
        messages.append({"role": "assistant", "content": answer.content})


@trial(CLIENT, "STRUCTURE", models=OTHERS, streamed=[False])
def structure(model, _):
    answer = client.messages.parse(model=model, max_tokens=1000, messages=[user(CENSUS)], output_format=Census)
    assert isinstance(answer.parsed_output, Census)


@trial(CLIENT, "STRUCTURE", models=OTHERS, streamed=[True])
def structure_streamed(model, _):
    with client.messages.stream(
            model=model, max_tokens=1000, messages=[user(CENSUS)], output_format=Census) as stream:
        for _ in stream:
            pass
        assert isinstance(stream.get_final_message().parsed_output, Census)


@trial(CLIENT, "IMAGE", models=list(NOVA))
def image(model, streamed):
    picture = {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": PNG64}}
    holds("image, png", text(ask(model, streamed, [user([{"type": "text", "text": "What is on it?"}, picture])])))


@trial(CLIENT, "DOCUMENT", models=list(NOVA))
def document(model, streamed):
    source = {"type": "base64", "media_type": "application/pdf", "data": PDF64}
    paper = {"type": "document", "title": "Übersicht, v1.pdf", "citations": {"enabled": False}, "source": source}
    holds("pdf", text(ask(model, streamed, [user([paper])])))
