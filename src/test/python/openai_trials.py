"""OpenAI's own library: Chat Completions and Responses."""
import json

from openai import OpenAI
from pydantic import BaseModel

from trials import CENSUS, NEXT_QUESTIONS, PDF64, PNG64, QUESTION, SEE, WEATHER, holds, result, trial

CHAT, RESPONSES = "OPENAI_PYTHON", "OPENAI_PYTHON_RESPONSES"
client = OpenAI(max_retries=0, timeout=60)
FUNCTION = {"name": "get_weather", "description": "The weather of a city", "parameters": WEATHER}


class Census(BaseModel):
    city: str
    people: int


def user(content):
    return {"role": "user", "content": content}


def ask(model, streamed, messages, **more):
    if not streamed:
        choice = client.chat.completions.create(model=model, messages=messages, **more).choices[0]
    else:
        with client.chat.completions.stream(model=model, messages=messages, **more) as stream:
            for _ in stream:
                pass
            choice = stream.get_final_completion().choices[0]
    return choice.message.model_dump(exclude_none=True, exclude={"parsed"}), choice.finish_reason


@trial(CHAT, "MODELS", models=[""], streamed=[False])
def models(_, __):
    listed = [model.id for model in client.models.list()]
    assert len(listed) > 20, listed
    for model in listed:
        assert client.models.retrieve(model).id == model


@trial(CHAT, "CHAT")
def chat(model, streamed):
    answer, reason = ask(model, streamed, [user("Why is the sea salty?")])
    holds("Why is the sea salty?", answer["content"])
    assert reason == "stop", reason


@trial(CHAT, "CHAT")
def chat_with_all_that_can_be_set(model, streamed):
    messages = [{"role": "developer", "content": "Be brief."}, user("Why is the sea salty?")]
    answer, _ = ask(
        model, streamed, messages, temperature=0.2, top_p=0.9, max_completion_tokens=500, stop=["###"], seed=3, user="u",
        presence_penalty=0, frequency_penalty=0, n=1, logit_bias={}, metadata={"a": "b"}, store=False, logprobs=False,
        prompt_cache_key="k", safety_identifier="s", verbosity="low", service_tier="auto", parallel_tool_calls=True)
    holds("salty", answer["content"])


@trial(CHAT, "TOOLS")
def tools_over_three_turns_with_thinking(model, streamed):
    messages = []
    more = {"tools": [{"type": "function", "function": FUNCTION}], "reasoning_effort": "low"}
    for question in [QUESTION, *NEXT_QUESTIONS]:
        messages.append(user(question))
        called, reason = ask(model, streamed, messages, **more)
        assert reason == "tool_calls", called
        messages.append(called)
        for call in called["tool_calls"]:
            told = result(json.loads(call["function"]["arguments"])["city"])
            messages.append({"role": "tool", "tool_call_id": call["id"], "content": told})
        answer, _ = ask(model, streamed, messages, **more)
        holds("4 degrees", answer["content"])
        messages.append(answer)


@trial(CHAT, "STRUCTURE", streamed=[False])
def structure(model, _):
    parsed = client.chat.completions.parse(model=model, messages=[user(CENSUS)], response_format=Census)
    assert isinstance(parsed.choices[0].message.parsed, Census)


@trial(CHAT, "STRUCTURE", streamed=[True])
def structure_streamed(model, _):
    with client.chat.completions.stream(model=model, messages=[user(CENSUS)], response_format=Census) as stream:
        for _ in stream:
            pass
        assert isinstance(stream.get_final_completion().choices[0].message.parsed, Census)


@trial(CHAT, "IMAGE", models=SEE)
def image(model, streamed):
    picture = {"type": "image_url", "image_url": {"url": "data:image/png;base64," + PNG64, "detail": "high"}}
    answer, _ = ask(model, streamed, [user([{"type": "text", "text": "What is on it?"}, picture])])
    holds("image, png", answer["content"])


@trial(CHAT, "DOCUMENT", models=SEE)
def document(model, streamed):
    file = {"filename": "Übersicht, v1.pdf", "file_data": "data:application/pdf;base64," + PDF64}
    answer, _ = ask(model, streamed, [user([{"type": "file", "file": file}])])
    holds("pdf", answer["content"])


def respond(model, streamed, given, **more):
    if not streamed:
        return client.responses.create(model=model, input=given, store=False, **more)
    with client.responses.stream(model=model, input=given, store=False, **more) as stream:
        for _ in stream:
            pass
        return stream.get_final_response()


@trial(RESPONSES, "CHAT")
def response(model, streamed):
    answer = respond(
        model, streamed, [user("Why is the sea salty?")], instructions="Be brief", temperature=0.2, top_p=0.9,
        truncation="auto", metadata={"a": "b"}, include=["reasoning.encrypted_content"], text={"verbosity": "low"},
        reasoning={"summary": "auto"}, parallel_tool_calls=True, service_tier="auto", max_tool_calls=5)
    holds("salty", answer.output_text)
    assert answer.status == "completed", answer.status


@trial(RESPONSES, "TOOLS")
def response_tools_over_three_turns_with_thinking(model, streamed):
    given = []
    more = {
        "tools": [{"type": "function", "strict": True, **FUNCTION}],
        "reasoning": {"effort": "low", "summary": "auto"},
        "include": ["reasoning.encrypted_content"],
    }
    for question in [QUESTION, *NEXT_QUESTIONS]:
        given.append(user(question))
        called = respond(model, streamed, given, **more).output
        calls = [item for item in called if item.type == "function_call"]
        assert calls, called
        given += [item.model_dump(exclude_none=True, exclude={"parsed_arguments"}) for item in called]
        for call in calls:
            told = result(json.loads(call.arguments)["city"])
            given.append({"type": "function_call_output", "call_id": call.call_id, "output": told})
        answer = respond(model, streamed, given, **more)
        holds("4 degrees", answer.output_text)
        given += answer.output


@trial(RESPONSES, "STRUCTURE", streamed=[False])
def response_structure(model, _):
    assert isinstance(client.responses.parse(model=model, input=CENSUS, text_format=Census).output_parsed, Census)


@trial(RESPONSES, "IMAGE", models=SEE)
def response_image(model, streamed):
    picture = {"type": "input_image", "detail": "auto", "image_url": "data:image/png;base64," + PNG64}
    answer = respond(model, streamed, [user([{"type": "input_text", "text": "What is on it?"}, picture])])
    holds("image, png", answer.output_text)


@trial(RESPONSES, "DOCUMENT", models=SEE)
def response_document(model, streamed):
    file = {"type": "input_file", "filename": "report.v1.pdf", "file_data": "data:application/pdf;base64," + PDF64}
    holds("pdf", respond(model, streamed, [user([file])]).output_text)
