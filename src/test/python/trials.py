"""What the libraries' trials have in common: the models, the things asked about, and the run.

A trial is a function of a model and of whether the answer is streamed; it raises what is wrong. Each prints one line of
JSON: {"client", "feature", "streamed", "model", "fault"}.
"""
import base64
import json
import os
import struct
import sys
import zlib
from concurrent.futures import ThreadPoolExecutor

BASE = sys.argv[1]
CLAUDE = {
    "claude-3-haiku": "anthropic.claude-3-haiku-20240307-v1:0",
    "claude-sonnet-4": "us.anthropic.claude-sonnet-4-20250514-v1:0",
    "claude-sonnet-4-6": "us.anthropic.claude-sonnet-4-6",
    "claude-opus-5": "us.anthropic.claude-opus-5",
}
NOVA = {"nova-pro": "us.amazon.nova-pro-v1:0", "nova-2-lite": "us.amazon.nova-2-lite-v1:0"}
OPEN = {
    "gpt-oss-120b": "openai.gpt-oss-120b-1:0",
    "llama3-3-70b-instruct": "us.meta.llama3-3-70b-instruct-v1:0",
    "qwen3-32b": "qwen.qwen3-32b-v1:0",
    "deepseek.v3.2": "deepseek.v3.2",
}
#: The ten models by their short names, each with the id that AWS's own libraries know.
IDS = {**CLAUDE, **NOVA, **OPEN}
MODELS = list(IDS)
#: Those that see images and read documents.
SEE = [*CLAUDE, *NOVA]
LLAMA = "llama3-3-70b-instruct"

QUESTION = "What is the weather in Oslo?"
NEXT_QUESTIONS = ["What is the weather in Rome?", "What is the weather in Paris?"]
CENSUS = "How many people live in Oslo?"
WEATHER = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n"


def _png(size=32):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + bytes([200, 30, 30]) * size) * size
    head = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


PNG = _png()
PNG64, PDF64 = base64.b64encode(PNG).decode(), base64.b64encode(PDF).decode()

# Whatever credentials, Region or proxy the machine has are not the trials' business.
for name in [name for name in os.environ if name.startswith("AWS_") or name.lower().endswith("_proxy")]:
    del os.environ[name]
os.environ.update(
    AWS_ACCESS_KEY_ID="AKIDEXAMPLE",
    AWS_SECRET_ACCESS_KEY="secret",
    AWS_REGION="us-east-1",
    AWS_DEFAULT_REGION="us-east-1",
    AWS_ENDPOINT_URL=BASE,
    OPENAI_API_KEY="none",
    OPENAI_BASE_URL=BASE + "/v1",
    ANTHROPIC_API_KEY="none",
    ANTHROPIC_BASE_URL=BASE,
    LITELLM_LOCAL_MODEL_COST_MAP="True",
)

_trials = []


def trial(client, feature, models=None, streamed=(False, True)):
    """:param client: and :param feature: names in the conformance matrix"""

    def note(function):
        for way in streamed:
            _trials.extend((client, feature, function, model, way) for model in models or MODELS)
        return function

    return note


def result(city):
    return "4 degrees in " + city


def holds(expected, text):
    assert expected in (text or ""), f"{expected!r} is not in {text!r}"


def run():
    """Four at a time: the libraries wait for the relay most of the time."""
    with ThreadPoolExecutor(4) as pool:
        for line in pool.map(_one, _trials):
            print(json.dumps(line), flush=True)


def _one(asked):
    client, feature, function, model, streamed = asked
    fault = None
    try:
        function(model, streamed)
    except Exception as failure:  # whatever a library raises is the finding
        fault = f"{function.__name__}: {type(failure).__name__}: {str(failure)[:500]}"
    return {"client": client, "feature": feature, "streamed": streamed, "model": model, "fault": fault}
