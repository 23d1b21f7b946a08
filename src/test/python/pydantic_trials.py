"""Pydantic AI, by OpenAI's two APIs and by AWS's."""
import asyncio
import threading

import boto3
from openai import AsyncOpenAI
from pydantic import BaseModel
from pydantic_ai import Agent, BinaryContent, NativeOutput, PromptedOutput, ToolOutput
from pydantic_ai.models.bedrock import BedrockConverseModel
from pydantic_ai.models.openai import OpenAIChatModel, OpenAIResponsesModel
from pydantic_ai.providers.bedrock import BedrockProvider
from pydantic_ai.providers.openai import OpenAIProvider

from trials import CENSUS, IDS, LLAMA, MODELS, NEXT_QUESTIONS, PDF, PNG, QUESTION, SEE, holds, result, trial

# The library's connections belong to the event loop that opened them.
loop = asyncio.new_event_loop()
threading.Thread(target=loop.run_forever, daemon=True).start()
openai = OpenAIProvider(openai_client=AsyncOpenAI(max_retries=0))
bedrock = BedrockProvider(bedrock_client=boto3.client("bedrock-runtime"))


class Census(BaseModel):
    """How many people live in a city."""

    city: str
    people: int


def ask(agent, streamed, prompt, **more):
    async def seen(_, events):
        async for _ in events:
            pass

    async def run():
        return await agent.run(prompt, event_stream_handler=seen if streamed else None, **more)

    return asyncio.run_coroutine_threadsafe(run(), loop).result(60)


def suite(client, make, callers, forms):
    @trial(client, "CHAT")
    def chat(model, streamed):
        agent = Agent(make(model), instructions="Be brief")
        holds("Why is the sea salty?", ask(agent, streamed, "Why is the sea salty?").output)

    @trial(client, "TOOLS", models=callers)
    def tools_over_three_turns_with_thinking(model, streamed):
        agent = Agent(make(model), model_settings={"thinking": "low", "max_tokens": 4000})
        agent.tool_plain(get_weather)
        history = None
        for question in [QUESTION, *NEXT_QUESTIONS]:
            answer = ask(agent, streamed, question, message_history=history)
            holds("4 degrees", answer.output)
            history = answer.all_messages()

    for form in forms:
        @trial(client, "STRUCTURE", models=callers)
        def structure(model, streamed, form=form):
            agent = Agent(make(model), output_type=form(Census), retries=0)
            assert isinstance(ask(agent, streamed, CENSUS).output, Census)

    @trial(client, "IMAGE", models=SEE)
    def image(model, streamed):
        picture = BinaryContent(PNG, media_type="image/png")
        holds("image, png", ask(Agent(make(model)), streamed, ["What is on it?", picture]).output)

    @trial(client, "DOCUMENT", models=SEE)
    def document(model, streamed):
        paper = BinaryContent(PDF, media_type="application/pdf")
        holds("pdf", ask(Agent(make(model)), streamed, ["What is in it?", paper]).output)


def get_weather(city: str) -> str:
    """The weather of a city."""
    return result(city)


suite("PYDANTIC_AI", lambda model: OpenAIChatModel(model, provider=openai), MODELS,
      [ToolOutput, NativeOutput, PromptedOutput])
suite("PYDANTIC_AI_RESPONSES", lambda model: OpenAIResponsesModel(model, provider=openai), MODELS, [ToolOutput])
# Without a word for thinking of its own, the library tells every Claude to think; the oldest cannot.
suite(
    "PYDANTIC_AI_BEDROCK", lambda model: BedrockConverseModel(IDS[model], provider=bedrock),
    [model for model in MODELS if model not in (LLAMA, "claude-3-haiku")], [ToolOutput])
