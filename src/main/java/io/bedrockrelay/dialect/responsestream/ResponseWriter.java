package io.bedrockrelay.dialect.responsestream;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.answer.ChatEvent;
import io.bedrockrelay.chat.answer.StopReason;
import io.bedrockrelay.chat.answer.Usage;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.responsestream.ResponsesEcho.Repeated;
import io.bedrockrelay.dialect.responsestream.ResponsesEcho.Thought;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The `response` object, the same in the events of a stream and as a whole answer.
///
/// OpenAI repeats tools and instructions in it, some 60 KB a turn of Codex's; every client works without.
final class ResponseWriter {
    private final Answering answering;
    private final ResponsesEcho echo;
    private final String id;

    ResponseWriter(Answering answering, ResponsesEcho echo, String id) {
        this.answering = answering;
        this.echo = echo;
        this.id = id;
    }

    /// Where an answer stands.
    sealed interface State {
        record InProgress() implements State {}

        record Ended(StopReason reason, Instant at) implements State {}

        record Failed(Failure failure) implements State {}

        default String status() {
            return switch (this) {
                case InProgress _ -> "in_progress";
                case Ended ended -> incomplete(ended.reason()) == null ? "completed" : "incomplete";
                case Failed _ -> "failed";
            };
        }
    }

    /// Why an answer with this end is not complete; null if it is.
    static @Nullable String incomplete(StopReason reason) {
        return switch (reason) {
            case MAX_TOKENS, CONTEXT_WINDOW_EXCEEDED -> "max_output_tokens";
            case GUARDRAIL_INTERVENED, CONTENT_FILTERED -> "content_filter";
            case END_TURN, STOP_SEQUENCE, TOOL_USE, OTHER -> null;
            case MALFORMED_MODEL_OUTPUT, MALFORMED_TOOL_USE ->
                throw new IllegalArgumentException("malformed output is a failure, not an end");
        };
    }

    void write(State state, List<OpenItem> output, ChatEvent.@Nullable Metered metered, JsonWriter out) {
        var asked = echo.repeated();
        out.begin()
                .field("id", id)
                .field("object", "response")
                .name("access_programs")
                .nil();
        out.field("created_at", answering.startedAt().getEpochSecond()).field("status", state.status());
        out.field("background", false);
        ending(state, out);
        out.name("instructions").nil();
        number("max_output_tokens", asked.maxOutputTokens(), out);
        out.name("max_tool_calls").nil().name("metadata").raw(asked.metadata().text());
        out.field("model", answering.requested()).name("output").beginArray();
        output.forEach(item -> item.write(out));
        out.endArray();
        asked(asked, metered, out);
        leftOut(out);
        if (metered != null && metered.trace() != null) {
            out.name("amazon-bedrock-trace").raw(metered.trace().text());
        }
        out.end();
    }

    private static void asked(Repeated asked, ChatEvent.@Nullable Metered metered, JsonWriter out) {
        out.field("parallel_tool_calls", asked.parallelToolCalls());
        out.name("previous_response_id").nil();
        Failures.optional("prompt_cache_key", asked.promptCacheKey(), out);
        out.name("reasoning").begin();
        Failures.optional("effort", asked.effort(), out);
        Failures.optional("summary", asked.summary(), out);
        Failures.optional("safety_identifier", asked.safetyIdentifier(), out.end());
        var tier = metered == null ? null : metered.serviceTier();
        out.field("service_tier", tier == null ? "default" : tier).field("store", false);
        number("temperature", asked.temperature(), out);
        out.name("text").begin().name("format").raw(asked.textFormat().text());
        out.field("verbosity", asked.verbosity()).end();
        out.name("tool_choice").raw(asked.toolChoice().text());
        out.name("tools").beginArray().endArray().field("top_logprobs", 0);
        number("top_p", asked.topP(), out);
        out.field("truncation", "disabled").name("usage");
        usage(metered == null ? Usage.NONE : metered.usage(), out);
        Failures.optional("user", asked.user(), out);
    }

    private static void ending(State state, JsonWriter out) {
        out.name("completed_at");
        var reason = state instanceof State.Ended ended ? incomplete(ended.reason()) : null;
        if (state instanceof State.Ended ended && reason == null) {
            out.value(ended.at().getEpochSecond());
        } else {
            out.nil();
        }
        out.name("error");
        if (state instanceof State.Failed failed) {
            out.begin().field("code", Failures.streamCode(failed.failure()));
            out.field("message", Failures.streamMessage(failed.failure())).end();
        } else {
            out.nil();
        }
        out.name("incomplete_details");
        if (reason == null) {
            out.nil();
        } else {
            out.begin().field("reason", reason).end();
        }
    }

    /// Clients compact a conversation by the total, which has to hold what the cache gave.
    private static void usage(Usage usage, JsonWriter out) {
        if (usage.equals(Usage.NONE)) {
            out.nil();
            return;
        }
        out.begin().field("input_tokens", usage.allInput());
        out.name("input_tokens_details").begin().field("cached_tokens", usage.cacheRead());
        out.field("cache_write_tokens", usage.cacheWrite()).end();
        out.field("output_tokens", usage.output());
        // Converse does not tell them, and clients want the member.
        out.name("output_tokens_details").begin().field("reasoning_tokens", 0).end();
        out.field("total_tokens", usage.allInput() + usage.output()).end();
    }

    /// The thoughts of the history that the model did not get.
    private void leftOut(JsonWriter out) {
        if (echo.thoughts().stream().allMatch(this::taken)) {
            return;
        }
        out.name("input_transformations").beginArray();
        for (var thought : echo.thoughts()) {
            if (!taken(thought)) {
                out.begin().field("type", "reasoning");
                Failures.optional("id", thought.id(), out);
                out.field("action", "removed");
                out.field("reason", thought.origin() == null ? "organization_mismatch" : "model_mismatch");
                out.end();
            }
        }
        out.endArray();
    }

    private boolean taken(Thought thought) {
        return answering.modelId().equals(thought.origin());
    }

    private static void number(String name, @Nullable Number value, JsonWriter out) {
        switch (value) {
            case null -> out.name(name).nil();
            case Integer whole -> out.field(name, whole);
            default -> out.name(name).value(value.doubleValue());
        }
    }
}
