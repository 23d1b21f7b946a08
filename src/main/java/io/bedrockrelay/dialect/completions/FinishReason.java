package io.bedrockrelay.dialect.completions;

import io.bedrockrelay.chat.Json;
import io.bedrockrelay.chat.answer.StopReason;
import io.bedrockrelay.chat.answer.Usage;
import io.bedrockrelay.dialect.JsonWriter;
import org.jspecify.annotations.Nullable;

/// How an answer ended and what it cost, the same in a whole reply and in a stream.
public final class FinishReason {
    private FinishReason() {}

    public static String finishReason(StopReason reason) {
        return switch (reason) {
            case END_TURN, STOP_SEQUENCE, OTHER -> "stop";
            case TOOL_USE -> "tool_calls";
            case MAX_TOKENS, CONTEXT_WINDOW_EXCEEDED -> "length";
            case GUARDRAIL_INTERVENED, CONTENT_FILTERED -> "content_filter";
            case MALFORMED_MODEL_OUTPUT, MALFORMED_TOOL_USE ->
                throw new IllegalArgumentException("malformed output is a failure, not an end");
        };
    }

    /// What Bedrock says of an answer and OpenAI has no word for, under the names that requests have for it. The
    /// tier is OpenAI's own.
    static void extras(@Nullable String tier, @Nullable Json trace, @Nullable String latency, JsonWriter out) {
        if (tier != null) {
            out.field("service_tier", tier);
        }
        if (trace != null) {
            out.name("amazon-bedrock-trace").raw(trace.text());
        }
        if (latency != null) {
            out.name("performanceConfig").begin().field("latency", latency).end();
        }
    }

    /// What was asked for of the model's own answer by `additionalModelResponseFieldPaths`.
    static void modelFields(@Nullable Json fields, JsonWriter out) {
        if (fields != null) {
            out.name("additionalModelResponseFields").raw(fields.text());
        }
    }

    /// OpenAI counts cached tokens among the prompt's, and its total is the sum of the two figures before it; Bedrock's
    /// own sum need not be. `cache_write_tokens` and its hourly part are additions of ours.
    static void usage(Usage usage, JsonWriter out) {
        out.begin();
        out.field("prompt_tokens", usage.allInput());
        out.field("completion_tokens", usage.output());
        out.field("total_tokens", usage.allInput() + usage.output());
        out.name("prompt_tokens_details").begin();
        out.field("cached_tokens", usage.cacheRead());
        out.field("cache_write_tokens", usage.cacheWrite());
        if (usage.cacheWriteOneHour() > 0) {
            out.field("cache_write_1h_tokens", usage.cacheWriteOneHour());
        }
        out.end().end();
    }
}
