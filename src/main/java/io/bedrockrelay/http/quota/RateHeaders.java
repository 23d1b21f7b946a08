package io.bedrockrelay.http.quota;

import io.bedrockrelay.access.Limit;
import io.bedrockrelay.access.limit.LimitStatus;
import io.bedrockrelay.http.endpoint.Surface;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Predicate;

/// Tells a caller where it stands, in the headers that the clients of each API read. AWS has none.
final class RateHeaders {
    private RateHeaders() {}

    static void put(HttpServerResponse response, Surface surface, List<LimitStatus> standings, Instant now) {
        put(response, surface, "requests", standings, limit -> limit == Limit.REQUESTS_PER_MINUTE, now);
        put(response, surface, "tokens", standings, Limit::ofTokens, now);
    }

    /// Of several limits of one kind, clients know only the shortest-lived.
    private static void put(
            HttpServerResponse response,
            Surface surface,
            String kind,
            List<LimitStatus> standings,
            Predicate<Limit> which,
            Instant now) {
        standings.stream()
                .filter(standing -> which.test(standing.limit()))
                .findFirst()
                .ifPresent(standing -> {
                    switch (surface) {
                        case ANTHROPIC -> anthropic(response, kind, standing, now);
                        case OPENAI, RESPONSES, RELAY -> openAi(response, kind, standing);
                        case BEDROCK, NONE -> {}
                    }
                });
    }

    private static void openAi(HttpServerResponse response, String kind, LimitStatus standing) {
        response.putHeader("x-ratelimit-limit-" + kind, Long.toString(standing.most()))
                .putHeader("x-ratelimit-remaining-" + kind, Long.toString(standing.remaining()))
                .putHeader("x-ratelimit-reset-" + kind, span(standing.reset()));
    }

    private static void anthropic(HttpServerResponse response, String kind, LimitStatus standing, Instant now) {
        var start = "anthropic-ratelimit-" + kind;
        // Rounded up, so that whoever comes at that second does not come too early.
        var reset = now.plus(standing.reset()).plusMillis(999).truncatedTo(ChronoUnit.SECONDS);
        response.putHeader(start + "-limit", Long.toString(standing.most()))
                .putHeader(start + "-remaining", Long.toString(standing.remaining()))
                .putHeader(start + "-reset", reset.toString());
    }

    /// In OpenAI's form: `1h2m3s`, `6m0s`, `59s`, `120ms`.
    static String span(Duration reset) {
        if (reset.toSeconds() == 0) {
            return reset.toMillis() + "ms";
        }
        var hours = reset.toHours() > 0 ? reset.toHours() + "h" : "";
        var minutes = reset.toMinutes() > 0 ? reset.toMinutesPart() + "m" : "";
        return hours + minutes + reset.toSecondsPart() + "s";
    }
}
