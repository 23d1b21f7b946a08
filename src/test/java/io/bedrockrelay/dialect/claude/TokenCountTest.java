package io.bedrockrelay.dialect.claude;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.claude.outline.Outline;
import java.io.IOException;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class TokenCountTest {
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void wrapsWhatInvokeModelWouldTake() throws IOException {
        var base64 = JSON.readTree(TokenCount.ofMessage("{\"max_tokens\":1}".getBytes(UTF_8)))
                .path("input")
                .path("invokeModel")
                .path("body")
                .textValue();

        assertThat(new String(Base64.getDecoder().decode(base64), UTF_8)).isEqualTo("{\"max_tokens\":1}");
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

    @Test
    void estimatesEverythingThatTheModelReads() {
        var brief = estimate("\"content\":\"Hi\"");
        var result = "x".repeat(3_500);

        assertThat(estimate("\"content\":[{\"type\":\"tool_result\",\"content\":\"" + result + "\"}]"))
                .isGreaterThan(brief + 990);
        assertThat(estimate("\"content\":[{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"data\":\"" + result
                        + "\"}}]"))
                .isEqualTo(1_604);
        assertThat(estimate("\"content\":[{\"type\":\"document\",\"source\":{\"type\":\"text\",\"data\":\"" + result
                        + "\"}}]"))
                .isGreaterThan(1_000);
    }

    @Test
    void estimatesATextAsLongAsABodyMayBe() {
        assertThat(estimate("\"content\":\"" + "x".repeat(21_000_000) + "\"")).isEqualTo(6_000_004);
    }

    @Test
    void estimatesATextByItsOwnBytesHoweverItIsWritten() {
        var written = estimate(
                "\"content\":\"" + "\n\"é東😀".repeat(1_000).replace("\n", "\\n").replace("\"", "\\\"") + "\"");

        assertThat(estimate("\"content\":\"" + "\\u000a\\u0022\\u00e9\\u6771\\ud83d\\ude00".repeat(1_000) + "\""))
                .isEqualTo(written)
                .isEqualTo(4 + (long) Math.ceil(11_000 / 3.5));
    }

    private static long estimate(String content) {
        var body = ("{\"messages\":[{\"role\":\"user\"," + content + "}]}").getBytes(UTF_8);
        return TokenEstimate.of(((Outline.Look.Seen) Outline.at(body)).outline(), false);
    }
}
