package io.bedrockrelay.dialect.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bedrockrelay.chat.answer.ChatEvent;
import io.bedrockrelay.dialect.AnyAnswer;
import io.bedrockrelay.dialect.Told;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Whatever a model says, a reader of server-sent events reads the same out of the stream; and a failed stream has an
/// `error` and no `stop`.
class RelayStreamTest {
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void aReaderReadsWhatWasSaid() throws IOException {
        int whole = 0;
        for (long seed = 0; seed < Told.ANSWERS; seed++) {
            var events = AnyAnswer.of(seed);
            if (events.stream().anyMatch(RelayStreamTest::malformed)) {
                // The relay itself makes a failure of it, before any dialect.
                continue;
            }
            var read = Read.of(Told.encoded(events, new RelayDialect().stream(Told.ANSWERING)));
            var said = Told.of(events);
            assertThat(read.failed).as("seed %d", seed).isEqualTo(said == null);
            if (said != null) {
                whole++;
                assertThat(read.told()).as("seed %d", seed).isEqualTo(said.told());
                assertThat(read.stop)
                        .as("seed %d", seed)
                        .isEqualTo(said.reason().wire());
            } else {
                assertThat(read.last).as("seed %d", seed).isEqualTo("error");
                assertThat(read.stop).as("seed %d", seed).isNull();
            }
        }
        assertThat(whole).isBetween(Told.ANSWERS / 3, Told.ANSWERS - Told.ANSWERS / 10);
    }

    private static boolean malformed(ChatEvent event) {
        return event instanceof ChatEvent.Stopped stopped && stopped.reason().malformed();
    }

    /// A reader that follows the specification of server-sent events.
    private static final class Read {
        private final StringBuilder text = new StringBuilder();
        private final LinkedHashMap<Integer, String[]> tools = new LinkedHashMap<>();
        private Told.@Nullable Tokens usage;
        private @Nullable String stop;
        private String last = "";
        private boolean failed;

        static Read of(String stream) throws IOException {
            var read = new Read();
            var name = "message";
            var data = new ArrayList<String>();
            for (var line : stream.split("\r\n|\r|\n", -1)) {
                if (line.isEmpty()) {
                    if (!data.isEmpty()) {
                        read.event(name, JSON.readTree(String.join("\n", data)));
                    }
                    name = "message";
                    data.clear();
                } else if (line.startsWith("event:")) {
                    name = line.substring(6).strip();
                } else if (line.startsWith("data:")) {
                    data.add(line.substring(5));
                } else {
                    assertThat(line).startsWith(":");
                }
            }
            assertThat(data).as("a frame that was not ended").isEmpty();
            return read;
        }

        private void event(String name, JsonNode data) {
            assertThat(failed).as("something after the failure").isFalse();
            var tool = tools.getOrDefault(data.path("index").asInt(), new String[3]);
            switch (name) {
                case "text" -> text.append(data.path("text").textValue());
                case "tool-call" ->
                    tools.put(data.path("index").asInt(), new String[] {
                        data.path("id").textValue(), data.path("name").textValue(), ""
                    });
                case "tool-arguments" -> tool[2] += data.path("json").textValue();
                case "stop" -> stop = data.path("stopReason").textValue();
                case "usage" ->
                    usage = new Told.Tokens(
                            data.path("inputTokens").asLong()
                                    + data.path("cacheReadInputTokens").asLong()
                                    + data.path("cacheWriteInputTokens").asLong(),
                            data.path("outputTokens").asLong());
                case "error" -> failed = true;
                case "start", "reasoning", "citation" -> {}
                default -> throw new AssertionError("an unknown event: " + name);
            }
            last = name;
        }

        private Told told() {
            var calls = tools.values().stream()
                    .map(tool -> Told.Tool.of(tool[0], tool[1], tool[2].isEmpty() ? "{}" : tool[2]))
                    .toList();
            return new Told(text.toString(), List.copyOf(calls), usage);
        }
    }
}
