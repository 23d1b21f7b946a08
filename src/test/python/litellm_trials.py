"""LiteLLM as a client of OpenAI's two APIs."""
import json

import litellm
from pydantic import BaseModel

from trials import BASE, CENSUS, NEXT_QUESTIONS, PDF64, PNG64, QUESTION, SEE, WEATHER, holds, result, trial

litellm.suppress_debug_info = True
FUNCTION = {"name": "get_weather", "description": "The weather of a city", "parameters": WEATHER}


class Census(BaseModel):
    city: str
    people: int


def user(content):
    return {"role": "user", "content": content}


def suite(client, prefix):
    def ask(model, streamed, messages, **more):
        answer = litellm.completion(
            model=prefix + model, messages=messages, stream=streamed, api_base=BASE + "/v1", api_key="none",
            drop_params=True, num_retries=0, **more)
        if streamed:
            answer = litellm.stream_chunk_builder(list(answer), messages=messages)
        return answer.choices[0].message

    @trial(client, "CHAT")
    def chat(model, streamed):
        part = {"type": "text", "text": "Why is the sea salty?", "cache_control": {"type": "ephemeral"}}
        messages = [{"role": "system", "content": "Be brief"}, user([part])]
        answer = ask(model, streamed, messages, temperature=0.2, top_p=0.9, max_tokens=300, stop=["##"], user="me")
        holds("Why is the sea salty?", answer.content)

    @trial(client, "TOOLS")
    def tools_over_three_turns_with_thinking(model, streamed):
        messages = []
        more = {"tools": [{"type": "function", "function": FUNCTION}], "reasoning_effort": "low", "max_tokens": 6000}
        for question in [QUESTION, *NEXT_QUESTIONS]:
            messages.append(user(question))
            called = ask(model, streamed, messages, **more)
            assert called.tool_calls, called
            messages.append(called.model_dump())
            for call in called.tool_calls:
                told = result(json.loads(call.function.arguments)["city"])
                messages.append({"role": "tool", "tool_call_id": call.id, "name": "get_weather", "content": told})
            answer = ask(model, streamed, messages, **more)
            holds("4 degrees", answer.content)
            messages.append(answer.model_dump())

    @trial(client, "STRUCTURE")
    def structure(model, streamed):
        Census.model_validate_json(ask(model, streamed, [user(CENSUS)], response_format=Census).content)

    def seen(model, streamed, part):
        return ask(model, streamed, [user([{"type": "text", "text": "What is in it?"}, part])]).content

    @trial(client, "IMAGE", models=SEE)
    def image(model, streamed):
        picture = {"type": "image_url", "image_url": {"url": "data:image/png;base64," + PNG64}}
        holds("image, png", seen(model, streamed, picture))

    @trial(client, "DOCUMENT", models=SEE)
    def document(model, streamed):
        file = {"file_data": "data:application/pdf;base64," + PDF64, "filename": "report.pdf"}
        holds("pdf", seen(model, streamed, {"type": "file", "file": file}))


suite("LITELLM", "openai/")
suite("LITELLM_RESPONSES", "openai/responses/")
