package io.bedrockrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A client that goes away takes its call at Bedrock with it, within a second, whatever is going on at the moment.
@Timeout(60)
class CancelIT {
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private static OwnRelay relay;

    /// What is going on, as a directive, and whether something has arrived by then.
    enum Moment {
        BEFORE_THE_FIRST_EVENT("hang", true, false),
        BETWEEN_EVENTS("events=100000 delay=5ms", true, true),
        WHILE_IDLE("stall after=4", true, true),
        BEFORE_A_WHOLE_ANSWER("hang", false, false);

        private final String words;
        private final boolean streamed;
        private final boolean begun;

        Moment(String words, boolean streamed, boolean begun) {
            this.words = words;
            this.streamed = streamed;
            this.begun = begun;
        }
    }

    static Stream<Arguments> cases() {
        return Stream.of(HttpVersion.HTTP_1_1, HttpVersion.HTTP_2).flatMap(version -> Stream.of(Lane.values())
                .flatMap(lane -> Stream.of(Moment.values()).map(moment -> Arguments.of(version, lane, moment))));
    }

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        relay = OwnRelay.start(Map.of());
    }

    @AfterAll
    static void stop() {
        relay.close();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void upstreamIsClosedWithinASecond(HttpVersion version, Lane lane, Moment moment) throws Exception {
        long cancelled = relay.bedrock().cancelled();
        var client = Running.client(relay.vertx(), version);
        try {
            // Whoever shares the connection must not notice.
            var other = Running.open(client, relay.port(), lane, "events=200 delay=10ms", true)
                    .begun();
            var leaving = Running.open(client, relay.port(), lane, moment.words, moment.streamed);
            if (moment.begun) {
                leaving.begun();
            }
            Await.until(
                    "both calls at Bedrock",
                    Duration.ofSeconds(10),
                    () -> relay.bedrock().inFlight() == 2);

            leaving.leave();
            Await.until("upstream closed", AT_ONCE, () -> relay.bedrock().inFlight() <= 1);
            assertThat(relay.bedrock().cancelled()).isEqualTo(cancelled + 1);

            int before = other.length();
            Await.until("the other goes on", Duration.ofSeconds(5), () -> other.length() > before);
            other.leave();
            assertThat(relay.bedrock().awaitIdle(AT_ONCE)).isTrue();
        } finally {
            client.close();
        }
    }
}
