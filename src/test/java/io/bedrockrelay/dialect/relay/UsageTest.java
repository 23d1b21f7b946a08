package io.bedrockrelay.dialect.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.chat.answer.ChatEvent;
import io.bedrockrelay.chat.answer.Fold;
import io.bedrockrelay.chat.answer.StopReason;
import io.bedrockrelay.chat.answer.Usage;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.Told;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What an answer cost is told the same in a stream and in one piece.
class UsageTest {
    private static final List<ChatEvent> ANSWER = List.of(
            new ChatEvent.Started(),
            new ChatEvent.Text(0, "Hi"),
            new ChatEvent.Stopped(StopReason.END_TURN, null, null),
            new ChatEvent.Metered(new Usage(1, 2, 53, 20, 30, 10), 9, null, "flex", "optimized"));

    @Test
    void theHourOfTheCacheTheTierAndTheLatencyAreTold() {
        var fold = new Fold();
        ANSWER.forEach(fold::add);
        var whole = new JsonWriter();
        new RelayDialect().reply(((Fold.Outcome.Whole) fold.outcome()).reply(), Told.ANSWERING, whole);
        var streamed = new JsonWriter();
        var stream = new RelayDialect().stream(Told.ANSWERING);
        ANSWER.forEach(event -> stream.event(event, streamed));
        stream.end(streamed);
        for (var told : List.of(whole, streamed)) {
            assertThat(new String(told.toBytes(), StandardCharsets.UTF_8))
                    .contains(
                            "\"cacheWriteInputTokens\":30,\"cacheWrite1hInputTokens\":10",
                            "\"latencyMs\":9",
                            "\"serviceTier\":\"flex\",\"latency\":\"optimized\"");
        }
    }
}
