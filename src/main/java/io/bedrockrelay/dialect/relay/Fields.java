package io.bedrockrelay.dialect.relay;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.Json;
import io.bedrockrelay.chat.answer.Usage;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.JsonWriter;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The objects that JSON answers and streams have in common.
final class Fields {
    private Fields() {}

    static void usage(Usage usage, JsonWriter out) {
        out.begin()
                .field("inputTokens", usage.input())
                .field("outputTokens", usage.output())
                .field("totalTokens", usage.total());
        if (usage.cacheRead() > 0 || usage.cacheWrite() > 0) {
            out.field("cacheReadInputTokens", usage.cacheRead()).field("cacheWriteInputTokens", usage.cacheWrite());
        }
        oneHour(usage, out);
        out.end();
    }

    /// How much of what went into the cache stays there for an hour rather than five minutes.
    static void oneHour(Usage usage, JsonWriter out) {
        if (usage.cacheWriteOneHour() > 0) {
            out.field("cacheWrite1hInputTokens", usage.cacheWriteOneHour());
        }
    }

    static void model(Answering answering, JsonWriter out) {
        out.begin()
                .field("requested", answering.requested())
                .field("id", answering.modelId())
                .field("invocationId", answering.invocationId())
                .field("region", answering.region())
                .field("scope", answering.scope())
                .end();
    }

    static void modelFields(@Nullable Json modelFields, JsonWriter out) {
        if (modelFields != null) {
            out.name("modelFields").raw(modelFields.text());
        }
    }

    static void extras(@Nullable Json trace, @Nullable String tier, @Nullable String latency, JsonWriter out) {
        if (trace != null) {
            out.name("trace").raw(trace.text());
        }
        if (tier != null) {
            out.field("serviceTier", tier);
        }
        if (latency != null) {
            out.field("latency", latency);
        }
    }

    static void failure(Failure failure, JsonWriter out) {
        out.field("code", failure.code().wire()).field("message", failure.message());
        switch (failure) {
            case Failure.Invalid invalid -> {
                if (invalid.field() != null) {
                    out.field("field", invalid.field());
                }
            }
            case Failure.UnknownModel unknown -> strings("nearest", unknown.nearest(), out);
            case Failure.UnusableModel unusable -> {
                strings("usable", unusable.usable(), out);
                worksIn(unusable.worksIn(), out);
            }
            case Failure.TimedOut late -> {
                if (late.limit() != null) {
                    out.field("limit", late.limit());
                }
            }
            case Failure.Rejected _, Failure.Unauthenticated _, Failure.Forbidden _, Failure.NotFound _ -> {}
            case Failure.TooLarge _, Failure.Throttled _, Failure.AccessDenied _, Failure.Unavailable _ -> {}
            case Failure.Broken _, Failure.Overloaded _, Failure.Internal _ -> {}
        }
        var upstream = failure.upstream();
        if (upstream != null) {
            out.field("upstreamType", upstream.type());
        }
        Duration wait = failure.retryAfter();
        if (wait != null) {
            out.field("retryAfterSeconds", Math.max(1, wait.toSeconds()));
        }
        out.field("retryable", failure.retryable());
    }

    private static void worksIn(List<Failure.WorksIn> places, JsonWriter out) {
        out.name("worksIn").beginArray();
        for (var place : places) {
            out.begin()
                    .field("region", place.region())
                    .field("invocationId", place.invocationId())
                    .end();
        }
        out.endArray();
    }

    private static void strings(String name, List<String> values, JsonWriter out) {
        out.name(name).beginArray();
        values.forEach(out::value);
        out.endArray();
    }
}
