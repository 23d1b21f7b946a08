package io.bedrockrelay.bedrock.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bedrockrelay.bedrock.Captures;
import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.Citation;
import io.bedrockrelay.chat.Json;
import io.bedrockrelay.chat.answer.Reply;
import io.bedrockrelay.chat.answer.StopReason;
import io.bedrockrelay.chat.answer.Usage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyReaderTest {
    private final ReplyReader reader = new ReplyReader(UnaryOperator.identity());

    private Reply content(String blocks) throws IOException {
        var body = "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":" + blocks
                + "}},\"stopReason\":\"end_turn\"}";
        return reader.read(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsClaudesRecordedAnswer() throws IOException {
        assertThat(reader.read(Captures.bytes("converse-claude.body.json")))
                .isEqualTo(new Reply(
                        List.of(new Block.Text("This is a test")),
                        StopReason.END_TURN,
                        null,
                        null,
                        new Usage(37, 8, 45, 0, 0, 0),
                        408,
                        null,
                        null,
                        null));
    }

    @Test
    void readsNovasRecordedCalls() throws IOException {
        var reply = new ReplyReader(name -> "my." + name).read(Captures.bytes("converse-tool-call-turn1.body.json"));
        assertThat(reply.stopReason()).isEqualTo(StopReason.TOOL_USE);
        assertThat(reply.content().subList(1, 3))
                .containsExactly(
                        new Block.ToolUse(
                                "tooluse_tggNKJbGSrm48inRqf3Rvw",
                                "my.get_current_weather",
                                new Json("{\"location\":\"Seattle\"}")),
                        new Block.ToolUse(
                                "tooluse_bRV9WIcFSxyrLY6-MVkZRA",
                                "my.get_current_weather",
                                new Json("{\"location\":\"San Francisco\"}")));
    }

    @Test
    void readsReasoningAndCitations() throws IOException {
        var reply = content("[{\"reasoningContent\":{\"reasoningText\":{\"text\":\"hm\",\"signature\":\"S\"}}},"
                + "{\"reasoningContent\":{\"redactedContent\":\"AAE=\"}},"
                + "{\"citationsContent\":{\"content\":[{\"text\":\"a\"},{\"text\":\"b\"}],\"citations\":[{\"title\":\"t\","
                + "\"sourceContent\":[{\"text\":\"p\"}]}]}},{\"somethingNew\":{}}]");
        assertThat(reply.content())
                .containsExactly(
                        new Block.Reasoning("hm", "S"),
                        new Block.RedactedReasoning("AAE="),
                        new Block.Text("ab", List.of(new Citation("t", null, List.of("p"), null))));
    }

    @Test
    void keepsNumbersOfArgumentsAsTheyAre() throws IOException {
        var input = "{\"a\":1.50,\"b\":12345678901234567890,\"c\":0.1}";
        var reply = content("[{\"toolUse\":{\"toolUseId\":\"t\",\"name\":\"n\",\"input\":" + input + "}}]");
        assertThat(((Block.ToolUse) reply.content().getFirst()).input().text()).isEqualTo(input);
    }

    @Test
    void aToolThatBedrockRanIsNoCallForTheCaller() throws IOException {
        assertThat(content("[{\"toolUse\":{\"toolUseId\":\"t\",\"name\":\"nova_grounding\","
                                + "\"type\":\"server_tool_use\",\"input\":{}}},{\"text\":\"found\"}]")
                        .content())
                .containsExactly(new Block.Text("found"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"output\":{}}", "{\"output\":{\"message\":{\"content\":[]}}}", "{\"out"})
    void anythingElseIsNoAnswer(String body) {
        assertThatThrownBy(() -> reader.read(body.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class);
    }
}
