package io.bedrockrelay.bedrock.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bedrockrelay.bedrock.Captures;
import io.bedrockrelay.bedrock.frame.Decoding;
import io.bedrockrelay.chat.answer.ChatEvent;
import io.bedrockrelay.chat.answer.StopReason;
import io.bedrockrelay.chat.answer.Usage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Answers as Bedrock itself sent them.
class RecordedEventsTest {

    private static List<ChatEvent> capture(String name) throws IOException {
        var reader = new EventReader(UnaryOperator.identity(), null);
        return Decoding.frames(Captures.bytes(name + ".bin")).stream()
                .map(reader::read)
                .filter(Objects::nonNull)
                .toList();
    }

    @Test
    void tellsTitansStreamWordByWord() throws IOException {
        assertThat(capture("converse-stream-titan-lite"))
                .containsExactly(
                        new ChatEvent.Started(),
                        new ChatEvent.Text(0, "I am here and ready to assist"),
                        new ChatEvent.BlockStopped(0),
                        new ChatEvent.Stopped(StopReason.MAX_TOKENS, null, null),
                        new ChatEvent.Metered(new Usage(8, 10, 18, 0, 0, 0), 605, null, null, null));
    }

    @Test
    void tellsNovasTextAndParallelCalls() throws IOException {
        var events = capture("converse-stream-nova-micro-tools-turn1");
        assertThat(events).hasSize(60).contains(new ChatEvent.Text(0, "<thinking"), new ChatEvent.Text(0, " Seattle"));
        assertThat(events.subList(events.size() - 8, events.size()))
                .containsExactly(
                        new ChatEvent.ToolStarted(1, "tooluse_IIpMFTgaRVGyI7x4sJfKzQ", "get_current_weather"),
                        new ChatEvent.ToolInput(1, "{\"location\":\"Seattle\"}"),
                        new ChatEvent.BlockStopped(1),
                        new ChatEvent.ToolStarted(2, "tooluse_KZPBYYUtS72Um_JDI8hTow", "get_current_weather"),
                        new ChatEvent.ToolInput(2, "{\"location\":\"San Francisco\"}"),
                        new ChatEvent.BlockStopped(2),
                        new ChatEvent.Stopped(StopReason.TOOL_USE, null, null),
                        new ChatEvent.Metered(new Usage(415, 195, 610, 0, 0, 0), 593, null, null, null));
    }

    @Test
    void tellsClaudesCallPieceByPiece() throws IOException {
        var input = new StringBuilder();
        for (var event : capture("converse-stream-claude-3-sonnet-tools-turn1")) {
            if (event instanceof ChatEvent.ToolInput piece) {
                input.append(piece.json());
            }
        }
        assertThat(input.toString())
                .isEqualTo("{\"cities\": [\"Tokyo\", \"Osaka\", \"Kyoto\", \"Hiroshima\", \"Nara\", \"Yokohama\","
                        + " \"Sapporo\", \"Fukuoka\", \"Sendai\", \"Nagoya\"]}");
    }

    /// A second reading of the captures, by the decoded files that come with them.
    @ParameterizedTest
    @ValueSource(strings = {"titan-lite", "nova-micro-tools-turn1", "claude-3-sonnet-tools-turn1"})
    void agreesWithTheDecodedFile(String name) throws IOException {
        var text = new ArrayList<String>();
        for (JsonNode event : Captures.json("captures/converse-stream-" + name + ".events.json")) {
            var delta = event.path("payload").path("delta");
            var piece = delta.path("text")
                    .asText(delta.path("toolUse").path("input").asText(""));
            if (!piece.isEmpty()) {
                text.add(piece);
            }
        }
        assertThat(capture("converse-stream-" + name).stream().flatMap(event -> switch (event) {
                    case ChatEvent.Text said -> Stream.of(said.text());
                    case ChatEvent.ToolInput piece -> Stream.of(piece.json());
                    default -> Stream.<String>empty();
                }))
                .isEqualTo(text);
    }
}
