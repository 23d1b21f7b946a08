"""LangChain, by OpenAI's two APIs and by AWS's."""
from langchain_aws import ChatBedrockConverse
from langchain_core.messages import HumanMessage, SystemMessage
from langchain_core.tools import tool
from langchain_openai import ChatOpenAI
from pydantic import BaseModel

from boto3_trials import THINKING
from trials import (
    BASE, CENSUS, IDS, LLAMA, MODELS, NEXT_QUESTIONS, PDF64, PNG64, QUESTION, SEE, holds, result, trial)


class Census(BaseModel):
    """How many people live in a city."""

    city: str
    people: int


@tool
def get_weather(city: str) -> str:
    """The weather of a city."""
    return result(city)


def by_chat(model, streamed, thinking=False):
    more = {"reasoning_effort": "low"} if thinking else {}
    return ChatOpenAI(model=model, max_retries=0, streaming=streamed, **more)


def by_responses(model, streamed, thinking=False):
    more = {"reasoning": {"effort": "low", "summary": "auto"}, "include": ["reasoning.encrypted_content"]}
    return ChatOpenAI(
        model=model, max_retries=0, streaming=streamed, use_responses_api=True, store=False,
        output_version="responses/v1", **(more if thinking else {}))


def by_converse(model, streamed, thinking=False):
    return ChatBedrockConverse(
        model=IDS[model], endpoint_url=BASE, region_name="us-east-1", max_tokens=4000,
        additional_model_request_fields=THINKING.get(model) if thinking else None)


def ask(chat, streamed, messages):
    if not streamed:
        return chat.invoke(messages)
    whole = None
    for piece in chat.stream(messages):
        whole = piece if whole is None else whole + piece
    return whole


def suite(client, make, callers, structured):
    """:param callers: models that can be made to call a tool :param structured: by which way an object is asked for"""

    @trial(client, "CHAT")
    def chat(model, streamed):
        messages = [SystemMessage("Be brief"), HumanMessage("Why is the sea salty?")]
        holds("Why is the sea salty?", ask(make(model, streamed), streamed, messages).text)

    @trial(client, "TOOLS", streamed=[False])
    @trial(client, "TOOLS", models=callers, streamed=[True])
    def tools_over_three_turns_with_thinking(model, streamed):
        caller = make(model, streamed, thinking=True).bind_tools([get_weather])
        messages = []
        for question in [QUESTION, *NEXT_QUESTIONS]:
            messages.append(HumanMessage(question))
            called = ask(caller, streamed, messages)
            assert called.tool_calls, called
            messages += [called, *(get_weather.invoke(call) for call in called.tool_calls)]
            answer = ask(caller, streamed, messages)
            holds("4 degrees", answer.text)
            messages.append(answer)

    for method in structured:
        @trial(client, "STRUCTURE", models=callers, streamed=[False])
        def structure(model, _, method=method):
            chat = make(model, False).with_structured_output(Census, method=method)
            assert isinstance(chat.invoke(CENSUS), Census)

    def seen(model, streamed, kind, mime_type, data):
        part = {"type": kind, "source_type": "base64", "mime_type": mime_type, "data": data,
                "filename": "report", "name": "report"}
        message = HumanMessage([{"type": "text", "text": "What is in it?"}, part])
        return ask(make(model, streamed), streamed, [message]).text

    @trial(client, "IMAGE", models=SEE)
    def image(model, streamed):
        holds("image, png", seen(model, streamed, "image", "image/png", PNG64))

    @trial(client, "DOCUMENT", models=SEE)
    def document(model, streamed):
        holds("pdf", seen(model, streamed, "file", "application/pdf", PDF64))


suite("LANGCHAIN_OPENAI_PYTHON", by_chat, MODELS, ["json_schema", "function_calling"])
suite("LANGCHAIN_RESPONSES_PYTHON", by_responses, MODELS, ["json_schema", "function_calling"])
# The library itself keeps Llama from streaming calls and from being told to call.
suite("LANGCHAIN_AWS_PYTHON", by_converse, [model for model in MODELS if model != LLAMA], ["function_calling"])
