package io.bedrockrelay.metrics;

import io.bedrockrelay.chat.Failure;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What went wrong, in a word out of a closed list: whatever Bedrock may come to say, a label of a metric takes few
/// values.
public final class ErrorType {
    static final String THROTTLING = "ThrottlingException";

    /// As AWS writes them in the head of an answer; in a stream they begin with a small letter.
    private static final Set<String> KNOWN = Set.of(
            "AccessDeniedException",
            "InternalServerException",
            "ModelErrorException",
            "ModelNotReadyException",
            "ModelStreamErrorException",
            "ModelTimeoutException",
            "ResourceNotFoundException",
            "ServiceQuotaExceededException",
            "ServiceUnavailableException",
            THROTTLING,
            "ValidationException");

    private static final Map<String, String> BY_ANY_CASE = byAnyCase();
    private static final String OTHER = "other";

    private ErrorType() {}

    static String ofOrNone(@Nullable Failure failure) {
        return failure == null ? MeterNames.NONE : of(failure);
    }

    public static String of(Failure failure) {
        var upstream = failure.upstream();
        if (upstream != null) {
            return BY_ANY_CASE.getOrDefault(upstream.type().toLowerCase(Locale.ROOT), OTHER);
        }
        return switch (failure) {
            case Failure.TimedOut timedOut -> limit(timedOut.limit());
            case Failure.Broken _ -> "broken";
            case Failure other -> other.code().wire();
        };
    }

    /// `relay.stream.idle-timeout` is an `idle_timeout`.
    private static String limit(@Nullable String setting) {
        return setting == null
                ? "timeout"
                : setting.substring(setting.lastIndexOf('.') + 1).replace('-', '_');
    }

    private static Map<String, String> byAnyCase() {
        var names = new TreeMap<String, String>();
        KNOWN.forEach(name -> names.put(name.toLowerCase(Locale.ROOT), name));
        return Map.copyOf(names);
    }
}
