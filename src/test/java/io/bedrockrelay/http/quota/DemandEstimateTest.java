package io.bedrockrelay.http.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.emulator.reply.TokenCounter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
            {"max_tok\\u0065ns":7}                                 | 7
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
        var image = "data:image/png;base64," + "iVBORw0KGgoA".repeat(1000) + "==";
        var demand = DemandEstimate.of(bytes("{\"messages\":[{\"content\":[{\"image_url\":{\"url\":\"" + image
                + "\"}},{\"text\":\"" + "long prose ".repeat(1000) + "\"}]}]}"));
        assertThat(demand.attachments()).isEqualTo(1);
        assertThat(demand.textBytes()).isEqualTo("messagescontentimage_urlurltext".length() + 11_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'messages':[{'content':'%s'}]}",
                "{'messages':[{'content':[{'text':'%s'}]}]}",
                "{'messages':[{'content':[{'type':'tool_use','input':{'source':{'data':'%s'}}}]}]}",
                "{'messages':[{'content':[{'type':'document','source':{'type':'text','data':'%s'}}]}]}",
                "{'messages':[{'content':[{'type':'document','source':{'data':'%s','type':'text'}}]}]}",
                "{'messages':[{'content':[{'image_url':{'detail':'%s'}}]}]}",
                "{'input':['%s']}",
                "{'system':'%s'}",
            })
    void aLongWordIsTextWhereTheDialectHasNoMedia(String form) {
        var demand = DemandEstimate.of(bytes(form.replace('\'', '"').formatted("word".repeat(5_000))));
        assertThat(demand.attachments()).isZero();
        assertThat(demand.textBytes()).isGreaterThanOrEqualTo(20_000);
    }

    @Test
    void textInBase64IsText() {
        var encoded = Base64.getEncoder().encodeToString(bytes("a line of a table;1;2\n".repeat(1_000)));
        var demand = DemandEstimate.of(
                bytes("{\"messages\":[{\"content\":[{\"document\":{\"source\":{\"bytes\":\"" + encoded + "\"}}}]}]}"));
        assertThat(demand.attachments()).isZero();
        assertThat(demand.textBytes()).isGreaterThanOrEqualTo(22_000);
    }

    @Test
    void whatIsReservedIsNeverLessThanHalfOfWhatIsCounted() {
        for (int seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            int length = 1 + random.nextInt(6_000);
            for (var alphabet : List.of(
                    "etaoin shrdlu",
                    "word,",
                    "0123456789;\n",
                    "abcdef0123456789",
                    "iVBORw0KGgo+/=",
                    "дом и сад ",
                    "日本語の文章",
                    "한국어 문장",
                    "😀🎉x",
                    "{}[]\"\\:,\t")) {
                var points = alphabet.codePoints().toArray();
                var text = random.ints(length, 0, points.length)
                        .mapToObj(i -> Character.toString(points[i]))
                        .collect(Collectors.joining());
                var body = new JsonWriter()
                        .begin()
                        .name("messages")
                        .beginArray()
                        .begin()
                        .field("content", text)
                        .end()
                        .endArray()
                        .end()
                        .toBytes();
                long reserved = DemandEstimate.of(body).bounded(0).tokens(0);
                assertThat(2 * reserved).as(alphabet).isGreaterThanOrEqualTo(TokenCounter.of(text));
                long east = text.codePoints().filter(Character::isIdeographic).count();
                assertThat(reserved).as(alphabet).isGreaterThanOrEqualTo(east * 2 / 3);
            }
        }
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
