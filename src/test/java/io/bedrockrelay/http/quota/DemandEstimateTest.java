package io.bedrockrelay.http.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemandEstimateTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"max_tokens":7}                                        | 7
            {"max_tokens" : 7 , "max_completion_tokens" : 9 }       | 9
            {"maxTokens":7}                                         | 7
            {"inferenceConfig":{"maxTokens":7}}                     | 7
            {"textGenerationConfig":{"maxTokenCount":7}}            | 7
            {"max_gen_len":7}                                       | 7
            {"max_tokens":99999999999}                              | 2147483647
            {"max_tokens":"7"}                                      | -1
            {"max_tokens":-7}                                       | -1
            {"messages":[{"content":"\\"max_tokens\\":7"}]}         | -1
            {"tools":[{"schema":{"max_tokens":7}}]}                 | -1
            {"x":"max_tokens"}                                      | -1
            {"max_tokens":                                          | -1
            """)
    void theBoundOnTheAnswerIsFound(String json, int bound) {
        assertThat(DemandEstimate.of(bytes(json)).maxOutput().orElse(-1)).isEqualTo(bound);
    }

    @Test
    void textCountsByItsBytesAndAnImageAsOne() {
        assertThat(DemandEstimate.of(bytes("{\"a\":\"bcd\"}")).textBytes()).isEqualTo(4);
        assertThat(DemandEstimate.of(bytes("{\"a\":\"é\"}")).textBytes()).isEqualTo(3);
        var image = "data:image/png;base64," + "iVBORw0KGgo+/".repeat(1000) + "==";
        var demand =
                DemandEstimate.of(bytes("{\"url\":\"" + image + "\",\"text\":\"" + "long prose ".repeat(1000) + "\"}"));
        assertThat(demand.attachments()).isEqualTo(1);
        assertThat(demand.textBytes()).isEqualTo(3 + 4 + 11_000);
    }

    @Test
    void whateverTheBytesAreThereIsAnAnswer() {
        var random = new Random(7);
        var letters = bytes("{}[]\":,\\ max_tokens19é");
        for (int round = 0; round < 20_000; round++) {
            var body = new byte[random.nextInt(40)];
            for (int i = 0; i < body.length; i++) {
                body[i] = letters[random.nextInt(letters.length)];
            }
            assertThatCode(() -> DemandEstimate.of(body)).doesNotThrowAnyException();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
