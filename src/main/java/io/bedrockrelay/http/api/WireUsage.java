package io.bedrockrelay.http.api;

import io.bedrockrelay.bedrock.RawAnswer;
import io.bedrockrelay.bedrock.ResponseHead;
import io.bedrockrelay.chat.answer.Usage;
import io.bedrockrelay.dialect.bedrock.WireMeter;
import io.bedrockrelay.dialect.bedrock.WireOperation;
import org.jspecify.annotations.Nullable;

/// What an answer on the wire cost that is not streamed.
final class WireUsage {
    private static final String INPUT = "x-amzn-bedrock-input-token-count";
    private static final String OUTPUT = "x-amzn-bedrock-output-token-count";
    private static final String CACHE_READ = "x-amzn-bedrock-cache-read-input-token-count";
    private static final String CACHE_WRITE = "x-amzn-bedrock-cache-write-input-token-count";

    private WireUsage() {}

    /// Null where Bedrock does not tell.
    static @Nullable Usage of(WireOperation operation, RawAnswer.Answered answered) {
        return switch (operation) {
            case CONVERSE -> ofBody(operation, answered);
            case INVOKE -> ofHeaders(answered.head());
            // Counting is free.
            case COUNT_TOKENS -> Usage.NONE;
            case CONVERSE_STREAM, INVOKE_STREAM -> null;
        };
    }

    private static @Nullable Usage ofBody(WireOperation operation, RawAnswer.Answered answered) {
        var meter = new WireMeter(operation);
        meter.body(answered.body().getBytes());
        return meter.usage().equals(Usage.NONE) ? null : meter.usage();
    }

    private static @Nullable Usage ofHeaders(ResponseHead head) {
        long input = count(head.headers().get(INPUT));
        if (input < 0) {
            return null;
        }
        long output = Math.max(0, count(head.headers().get(OUTPUT)));
        long read = Math.max(0, count(head.headers().get(CACHE_READ)));
        long write = Math.max(0, count(head.headers().get(CACHE_WRITE)));
        return new Usage(input, output, input + output + read + write, read, write, 0);
    }

    private static long count(@Nullable String header) {
        return header == null || !header.matches("[0-9]{1,12}") ? -1 : Long.parseLong(header);
    }
}
