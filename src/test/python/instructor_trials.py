"""Instructor: objects by tools, by schemas, and by words alone."""
import instructor
from anthropic import Anthropic
from instructor import Mode
from openai import OpenAI
from pydantic import BaseModel, Field

from trials import CENSUS, NOVA, OPEN, trial

CLIENT = "INSTRUCTOR"
openai, anthropic = OpenAI(max_retries=0), Anthropic(max_retries=0)


class Census(BaseModel):
    """How many people live in a city."""

    city: str
    people: int = Field(ge=0)


def check(create, create_partial, streamed, **more):
    more.update(messages=[{"role": "user", "content": CENSUS}], response_model=Census, max_retries=0)
    whole = list(create_partial(**more))[-1] if streamed else create(**more)
    assert whole.people is not None and whole.city, whole


for mode in (Mode.TOOLS, Mode.JSON, Mode.MD_JSON, Mode.JSON_SCHEMA):
    @trial(CLIENT, "STRUCTURE")
    def by_chat(model, streamed, mode=mode):
        chat = instructor.from_openai(openai, mode=mode).chat.completions
        check(chat.create, chat.create_partial, streamed, model=model)

for mode in (Mode.ANTHROPIC_TOOLS, Mode.ANTHROPIC_JSON):
    @trial(CLIENT, "STRUCTURE", models=[*NOVA, *OPEN])
    def by_messages(model, streamed, mode=mode):
        messages = instructor.from_anthropic(anthropic, mode=mode).messages
        check(messages.create, messages.create_partial, streamed, model=model, max_tokens=2000)
