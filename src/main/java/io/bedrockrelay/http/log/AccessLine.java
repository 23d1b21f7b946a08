package io.bedrockrelay.http.log;

import io.bedrockrelay.chat.adapted.Header;
import io.bedrockrelay.chat.answer.Usage;
import io.bedrockrelay.relay.ending.Ending;
import io.bedrockrelay.relay.ending.Outcome;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the log tells of one request: always the same keys, and nothing of what was said. What is not known, or does
/// not apply, is an empty string.
///
/// @param client whom the connection, or a trusted proxy, says the request came from
/// @param reason why somebody was not let in, in words for the operator
/// @param asked the model name as the client wrote it, shortened and without control characters
/// @param firstEvent seconds from the opening of the call to its first event
/// @param route the tries of a call that another Region may answer, with what became of each
/// @param affinity what holds its conversation together
/// @param clientSession what Claude Code calls the session that the request belongs to; likewise `clientAgent`
/// @param total seconds from the request's head to its end
record AccessLine(
        String requestId,
        String client,
        String caller,
        String dialect,
        String method,
        String path,
        String asked,
        String target,
        String region,
        String scope,
        int status,
        String outcome,
        String error,
        String reason,
        String inputTokens,
        String outputTokens,
        String cachedTokens,
        String firstEvent,
        String total,
        String attempts,
        String adapted,
        String route,
        String affinity,
        String upstreamRequestId,
        String clientSession,
        String clientAgent) {
    /// Longer than any id or ARN of Bedrock's, short enough for a line.
    private static final int LONGEST = 256;
    /// What the text has at its beginning already.
    private static final Set<String> SAID = Set.of("method", "path", "status", "outcome");

    static AccessLine of(RequestRecord exchange) {
        var ending = exchange.ending();
        var usage = ending == null ? null : ending.usage();
        var target = ending == null ? null : ending.target();
        var routed = ending == null ? null : ending.routed();
        return new AccessLine(
                exchange.requestId(),
                harmless(exchange.client()),
                exchange.caller(),
                exchange.surface().label(),
                exchange.method(),
                harmless(exchange.path()),
                harmless(Objects.requireNonNullElse(exchange.asked(), "")),
                target == null ? "" : harmless(target.invocationId()),
                target == null ? "" : target.region(),
                target == null ? "" : target.scope().label(),
                exchange.status(),
                outcome(exchange.status(), ending),
                exchange.error(),
                harmless(exchange.reason()),
                usage == null ? "" : Long.toString(usage.input()),
                usage == null ? "" : Long.toString(usage.output()),
                cached(usage),
                ending == null ? "" : seconds(ending.firstEvent()),
                seconds(Duration.ofNanos(exchange.nanos())),
                ending == null ? "" : Integer.toString(ending.attempts()),
                ending == null ? "" : Header.of(ending.adaptations()),
                routed == null ? "" : routed.line(),
                routed == null || routed.affinity() == null
                        ? ""
                        : routed.affinity().label(),
                ending == null ? "" : Objects.requireNonNullElse(ending.upstreamRequestId(), ""),
                harmless(exchange.header("x-claude-code-session-id")),
                harmless(exchange.header("x-claude-code-agent-id")));
    }

    /// Of a request without a call: who is not served was refused.
    static String outcome(int status, @Nullable Ending ending) {
        if (ending != null) {
            return ending.outcome().label();
        }
        if (status == 499) {
            return Outcome.CLIENT_GONE.label();
        }
        return (status < 400 ? Outcome.COMPLETED : Outcome.REFUSED).label();
    }

    /// What a client wrote, fit for a line of a log: it can neither break the line nor fill the disk.
    static String harmless(String written) {
        int end = Math.min(written.length(), LONGEST);
        var kept = new StringBuilder(end);
        for (int i = 0; i < end; i++) {
            char c = written.charAt(i);
            kept.append(
                    Character.isISOControl(c) || Character.isSurrogate(c) || c == '\u2028' || c == '\u2029' ? '?' : c);
        }
        return written.length() > LONGEST ? kept.append('…').toString() : kept.toString();
    }

    Map<String, String> fields() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("requestId", requestId);
        fields.put("client", client);
        fields.put("caller", caller);
        fields.put("dialect", dialect);
        fields.put("method", method);
        fields.put("path", path);
        fields.put("asked", asked);
        fields.put("target", target);
        fields.put("region", region);
        fields.put("scope", scope);
        fields.put("status", Integer.toString(status));
        fields.put("outcome", outcome);
        fields.put("error", error);
        fields.put("reason", reason);
        fields.put("inputTokens", inputTokens);
        fields.put("outputTokens", outputTokens);
        fields.put("cachedTokens", cachedTokens);
        fields.put("firstEventSeconds", firstEvent);
        fields.put("totalSeconds", total);
        fields.put("attempts", attempts);
        fields.put("adapted", adapted);
        fields.put("route", route);
        fields.put("affinity", affinity);
        fields.put("upstreamRequestId", upstreamRequestId);
        fields.put("clientSession", clientSession);
        fields.put("clientAgent", clientAgent);
        return fields;
    }

    /// For people: what there is of it, in one line.
    String text() {
        var line = new StringBuilder(256)
                .append(method)
                .append(' ')
                .append(path)
                .append(' ')
                .append(status)
                .append(' ')
                .append(outcome);
        fields().forEach((key, value) -> {
            if (!value.isEmpty() && !SAID.contains(key)) {
                line.append(' ').append(key).append('=').append(quoted(value));
            }
        });
        return line.toString();
    }

    /// Quoted where a reader of the line could take a part of the value for the next field.
    private static String quoted(String value) {
        boolean plain = value.chars().allMatch(c -> c > ' ' && c != '"' && c != '=' && c != '\\' && c != 0x7F);
        return plain ? value : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String cached(@Nullable Usage usage) {
        return usage == null ? "" : Long.toString(usage.cacheRead());
    }

    private static String seconds(@Nullable Duration time) {
        return time == null ? "" : "%d.%03d".formatted(time.toSeconds(), time.toMillisPart());
    }
}
