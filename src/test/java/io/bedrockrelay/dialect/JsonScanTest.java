package io.bedrockrelay.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bedrockrelay.chat.Failure;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonScanTest {
    private static final JsonBounds BOUNDS = new JsonBounds(1_000, 50, 10);
    private static final JsonMapper MAPPER = new JsonMapper();

    @ParameterizedTest
    @CsvSource(quoteCharacter = '~', delimiter = '|', textBlock = """
            {},   | 1001 | json-values
            [],   | 1001 | json-values
            1,    | 1001 | json-values
            "a",  | 1001 | json-values
            null, | 1001 | json-values
            """)
    void valuesAreCountedWhateverTheyAre(String each, int times, String setting) {
        assertThat(scan("{\"a\":[" + each.repeat(times) + "1]}")).satisfies(failure -> refused(failure, setting));
        assertThat(scan("{\"a\":[" + each.repeat(400) + "1]}")).isNull();
    }

    @Test
    void membersAreCountedForEachObject() {
        assertThat(scan("{" + members(50) + "}")).isNull();
        assertThat(scan("{" + members(51) + "}")).satisfies(failure -> refused(failure, "json-keys"));
        assertThat(scan("[{" + members(40) + "},{" + members(40) + "}]")).isNull();
    }

    @Test
    void depthIsBounded() {
        assertThat(scan("[".repeat(10) + "]".repeat(10))).isNull();
        assertThat(scan("[".repeat(11))).satisfies(failure -> refused(failure, "json-depth"));
    }

    @Test
    void whatStandsInStringsCountsForNothing() {
        assertThat(scan("{\"a\":\"" + "[{,".repeat(5_000) + "\\\"" + ",".repeat(5_000) + "\\\\\"}"))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE"})
    void otherEncodingsThanUtf8AreRefused(String charset) {
        var bytes = "{\"a\":1}".getBytes(Charset.forName(charset));
        assertThat(new JsonScan(BOUNDS).feed(bytes, 0, bytes.length)).isInstanceOf(Failure.Invalid.class);
        var scan = new JsonScan(BOUNDS);
        Failure last = null;
        for (int i = 0; i < bytes.length && last == null; i++) {
            last = scan.feed(bytes, i, i + 1);
        }
        assertThat(last).isInstanceOf(Failure.Invalid.class);
    }

    /// Held against Jackson's tree of the same text, whatever the pieces are that it comes in.
    @Test
    void noTreeHasMoreValuesThanWereCounted() throws Exception {
        for (int seed = 0; seed < 3_000; seed++) {
            var random = new Random(seed);
            var text = value(random, 0);
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            var scan = new JsonScan(new JsonBounds(Integer.MAX_VALUE, Integer.MAX_VALUE, 100));
            for (int at = 0; at < bytes.length; ) {
                int next = Math.min(bytes.length, at + 1 + random.nextInt(9));
                assertThat(scan.feed(bytes, at, next)).isNull();
                at = next;
            }
            assertThat(scan.values() + 1).as(text).isGreaterThanOrEqualTo(count(MAPPER.readTree(text)));
        }
    }

    private static String value(Random random, int depth) {
        return switch (random.nextInt(depth > 5 ? 3 : 5)) {
            case 0 -> Integer.toString(random.nextInt());
            case 1 -> "\"" + "a,\\\"[{é\\\\".repeat(random.nextInt(3)) + "\"";
            case 2 -> "null";
            case 3 ->
                IntStream.range(0, random.nextInt(5))
                        .mapToObj(_ -> value(random, depth + 1))
                        .collect(Collectors.joining(" , ", "[", "]"));
            default ->
                IntStream.range(0, random.nextInt(5))
                        .mapToObj(i -> "\"k" + i + "\" : " + value(random, depth + 1))
                        .collect(Collectors.joining(",", "{", "}"));
        };
    }

    private static int count(JsonNode node) {
        int sum = 1;
        for (var child : node) {
            sum += count(child);
        }
        return sum;
    }

    private static String members(int count) {
        return IntStream.range(0, count).mapToObj(i -> "\"k" + i + "\":1").collect(Collectors.joining(","));
    }

    private static void refused(@Nullable Failure failure, String setting) {
        assertThat(failure).isInstanceOf(Failure.TooLarge.class);
        assertThat(failure == null ? "" : failure.message()).contains("relay.limits." + setting);
    }

    private static @Nullable Failure scan(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return new JsonScan(BOUNDS).feed(bytes, 0, bytes.length);
    }
}
