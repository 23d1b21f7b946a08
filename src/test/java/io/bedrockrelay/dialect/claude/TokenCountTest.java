package io.bedrockrelay.dialect.claude;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bedrockrelay.dialect.JsonWriter;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenCountTest {
    private static final JsonMapper JSON = new JsonMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"model\":\"m\",\"messages\":[]}|{\"anthropic_version\":\"bedrock-2023-05-31\",\"max_tokens\":1,\"messages\":[]}",
                "{\"model\":\"m\",\"max_tokens\":9}|{\"anthropic_version\":\"bedrock-2023-05-31\",\"max_tokens\":9}",
                "{\"model\":\"m\",\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":2048}}"
                        + "|{\"anthropic_version\":\"bedrock-2023-05-31\",\"max_tokens\":2049,"
                        + "\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":2048}}"
            })
    void wrapsWhatInvokeModelWouldTake(String body, String inner) throws IOException {
        var bytes = body.getBytes(UTF_8);
        var counting = TokenCount.ofMessage(
                new ClaudeBody(ClaudeRules.DEFAULT), bytes, ClaudeBodyTest.seen(body), List.of(), false);

        var base64 = JSON.readTree(counting)
                .path("input")
                .path("invokeModel")
                .path("body")
                .textValue();
        assertThat(new String(Base64.getDecoder().decode(base64), UTF_8)).isEqualTo(inner);
    }

    @Test
    void takesOfAConverseBodyWhatCountingKnows() {
        var converse =
                "{\"messages\":[{\"role\":\"user\"}],\"inferenceConfig\":{\"maxTokens\":1},\"system\":[{\"text\":\"s\"}]}";

        assertThat(new String(TokenCount.ofConverse(converse.getBytes(UTF_8)), UTF_8))
                .isEqualTo(
                        "{\"input\":{\"converse\":{\"messages\":[{\"role\":\"user\"}],\"system\":[{\"text\":\"s\"}]}}}");
    }

    @Test
    void tellsTheNumber() {
        assertThat(TokenCount.read("{\"inputTokens\": 11}".getBytes(UTF_8))).hasValue(11);
        assertThat(TokenCount.read("{}".getBytes(UTF_8))).isEmpty();
        assertThat(TokenCount.read("nonsense".getBytes(UTF_8))).isEmpty();
        var out = new JsonWriter();
        TokenCount.write(11, out);
        assertThat(new String(out.toBytes(), UTF_8)).isEqualTo("{\"input_tokens\":11}");
    }
}
