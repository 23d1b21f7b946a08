package io.bedrockrelay.http.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.access.Caller;
import io.bedrockrelay.catalogue.Scope;
import io.bedrockrelay.catalogue.Target;
import io.bedrockrelay.chat.answer.Usage;
import io.bedrockrelay.relay.ending.Ending;
import io.bedrockrelay.relay.ending.Outcome;
import io.bedrockrelay.relay.ending.Work;
import io.bedrockrelay.routing.Ask;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotaTest {
    private static final Target TARGET = new Target(
            "nova-pro",
            "us-east-1",
            "amazon.nova-pro-v1:0",
            "Amazon",
            "us.amazon.nova-pro-v1:0",
            Scope.GEOGRAPHIC,
            List.of(),
            Target.MatchedAs.SHORT_NAME,
            false,
            false);

    @Test
    void whatBedrockCountedIsWhatCounts() {
        var usage = new Usage(10, 20, 30, 3, 4, 0);
        assertThat(Quota.used(ending(Outcome.COMPLETED, Work.CHAT, 1, true, usage)))
                .hasValue(37);
        assertThat(Quota.used(ending(Outcome.CLIENT_GONE, Work.CHAT, 1, true, usage)))
                .hasValue(37);
    }

    @ParameterizedTest
    @CsvSource({
        "REFUSED,        CHAT,         0, false, 0",
        "REFUSED,        CHAT,         1, false, 0",
        "UPSTREAM_ERROR, CHAT,         3, false, 0",
        "COMPLETED,      COUNT_TOKENS, 1, true,  0",
        "UPSTREAM_ERROR, CHAT,         1, true,  -1",
        "TRUNCATED,      CHAT,         1, true,  -1",
        "TIMEOUT,        CHAT,         1, false, -1",
        "CLIENT_GONE,    CHAT,         1, false, -1",
        "CLIENT_GONE,    CHAT,         1, true,  -1",
        "CLIENT_GONE,    CHAT,         0, false, 0",
        "DRAINED,        CHAT,         1, true,  -1",
        "COMPLETED,      INVOKE,       1, true,  -1",
    })
    void withoutACountTheReservationCountsUnlessBedrockDidNothing(
            Outcome outcome, Work work, int attempts, boolean begun, long expected) {
        assertThat(Quota.used(ending(outcome, work, attempts, begun, null)).orElse(-1))
                .isEqualTo(expected);
    }

    private static Ending ending(Outcome outcome, Work work, int attempts, boolean begun, @Nullable Usage usage) {
        return new Ending(
                new Ask(Caller.OPEN, "relay", "nova-pro", null, null, null),
                TARGET,
                work,
                true,
                List.of(),
                outcome,
                null,
                usage,
                attempts,
                0,
                null,
                begun ? Duration.ofMillis(1) : null,
                null,
                Duration.ofSeconds(1),
                null);
    }
}
