package io.bedrockrelay.bedrock.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.bedrock.frame.Decoding;
import io.bedrockrelay.bedrock.frame.Frame;
import io.bedrockrelay.chat.answer.ChatEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The short way reads what the parser reads, or nothing.
class PlainDeltaTest {

    private static Frame frame(String json) {
        var headers = Map.of(":message-type", "event", ":event-type", "contentBlockDelta");
        return Decoding.frames(Decoding.encode(headers, json.getBytes(StandardCharsets.UTF_8)))
                .getFirst();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"Hello, world\"},\"p\":\"abc\"}",
                "{\"contentBlockIndex\":9,\"delta\":{\"text\":\" \"}}",
                "{\"contentBlockIndex\":3,\"delta\":{\"reasoningContent\":{\"text\":\"So: {1, 2}\"}},\"p\":\"a\"}"
            })
    void readsWhatTheParserReads(String json) throws IOException {
        assertThat(PlainDelta.read(frame(json))).isNotNull().isEqualTo(new DeltaReader().parse(frame(json)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"\"}}",
                "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"a\\nb\"}}",
                "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"über\"}}",
                "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"a\tb\"}}",
                "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"first\",\"text\":\"second\"}}",
                "{\"contentBlockIndex\":0,\"delta\":{\"reasoningContent\":{\"text\":\"a\",\"signature\":\"b\"}}}",
                "{\"contentBlockIndex\":0,\"delta\":{\"reasoningContent\":{\"signature\":\"b\"}}}",
                "{\"contentBlockIndex\":0,\"delta\":{\"toolUse\":{\"input\":\"1\"}}}",
                "{\"contentBlockIndex\":12,\"delta\":{\"text\":\"a\"}}",
                "{\"delta\":{\"text\":\"a\"},\"contentBlockIndex\":0}",
                "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"cut",
                "{\"contentBlockIndex\":",
                "{}"
            })
    void leavesTheRestToTheParser(String json) {
        assertThat(PlainDelta.read(frame(json))).isNull();
    }

    @Test
    void everyCutOfADeltaIsLeftOrWhole() {
        var json = "{\"contentBlockIndex\":1,\"delta\":{\"text\":\"whole\"},\"p\":\"abc\"}";
        for (int length = 0; length < json.length(); length++) {
            var event = PlainDelta.read(frame(json.substring(0, length)));
            assertThat(event == null || event.equals(new ChatEvent.Text(1, "whole")))
                    .isTrue();
        }
    }
}
