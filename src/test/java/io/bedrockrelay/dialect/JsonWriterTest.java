package io.bedrockrelay.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonWriterTest {
    private final ObjectMapper jackson = new ObjectMapper();

    @Test
    void commasStandBetweenMembersAndElementsOnly() {
        var out = new JsonWriter();
        out.begin()
                .field("a", 1)
                .name("b")
                .beginArray()
                .value("x")
                .value(2)
                .endArray()
                .name("c");
        out.begin().end().field("d", true).name("e").nil().end();
        assertThat(text(out)).isEqualTo("{\"a\":1,\"b\":[\"x\",2],\"c\":{},\"d\":true,\"e\":null}");
    }

    @Test
    void framingBetweenObjectsResetsCommas() {
        var out = new JsonWriter(4);
        out.ascii("data: ").begin().field("i", 1).end().ascii("\n\n");
        out.ascii("data: ").begin().field("i", 22).end().ascii("\n\n");
        assertThat(text(out)).isEqualTo("data: {\"i\":1}\n\ndata: {\"i\":22}\n\n");
    }

    @Test
    void numbersOfEveryLengthAreWritten() {
        var out = new JsonWriter(1);
        out.beginArray();
        for (long number : new long[] {0, 9, 10, 99, 100, 1_000_000, Long.MAX_VALUE, -1, Long.MIN_VALUE}) {
            out.value(number);
        }
        assertThat(text(out.endArray()))
                .isEqualTo("[0,9,10,99,100,1000000,9223372036854775807,-1,-9223372036854775808]");
    }

    @Test
    void aStringMayComeInPieces() {
        var out = new JsonWriter(1);
        out.begin().name("a").openString().text("x\"").text("\n");
        out.verbatim("y".getBytes(StandardCharsets.UTF_8), 0, 1).closeString();
        out.field("b", 1).end();
        assertThat(text(out)).isEqualTo("{\"a\":\"x\\\"\\ny\",\"b\":1}");
    }

    @Test
    void whatWasTakenBackIsGone() {
        var out = new JsonWriter().ascii("data: ");
        int from = out.size();
        out.begin().field("a", 1).end().rewind(from).begin().field("b", 2).end();
        assertThat(text(out)).isEqualTo("data: {\"b\":2}");
    }

    @Test
    void anyTextReadsBackAsItWas() throws JsonProcessingException {
        var random = new Random(42);
        for (int round = 0; round < 20_000; round++) {
            var text = randomText(random);
            var out = new JsonWriter(1).begin().field("t", text).end();
            assertThat(jackson.readTree(text(out)).get("t").textValue()).isEqualTo(text);
        }
    }

    @Test
    void halfACharacterIsEscapedSinceUtf8CannotSayIt() {
        var out = new JsonWriter().value("a\uD83D");
        assertThat(text(out)).isEqualTo("\"a\\ud83d\"");
    }

    @Test
    void controlCharactersNeverStandRaw() {
        for (char c = 0; c < 0x20; c++) {
            assertThat(text(new JsonWriter().value(String.valueOf(c)))).matches("\"\\\\(u[0-9a-f]{4}|[nrt])\"");
        }
    }

    @Test
    void numbersAndRawJsonStandAsTheyAre() {
        var out = new JsonWriter()
                .beginArray()
                .value(Long.MIN_VALUE)
                .value(0.25)
                .raw("{\"ü\":1}")
                .endArray();
        assertThat(text(out)).isEqualTo("[-9223372036854775808,0.25,{\"ü\":1}]");
    }

    private static String randomText(Random random) {
        var text = new StringBuilder();
        int length = random.nextInt(40);
        for (int i = 0; i < length; i++) {
            switch (random.nextInt(4)) {
                case 0 -> text.append((char) random.nextInt(0x80));
                case 1 -> text.append((char) random.nextInt(0x800));
                case 2 -> text.append((char) random.nextInt(0x10000));
                default -> text.appendCodePoint(0x10000 + random.nextInt(0xFFFFF));
            }
        }
        return text.toString();
    }

    private static String text(JsonWriter out) {
        return new String(out.toBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void lineEndsOfUnicodesAreEscapedInTextAndInWhatIsJsonAlready() {
        var text = "a\u2028b\u2029c\u0085d\u2027e\u00e9";
        var escaped = "a\\u2028b\\u2029c\\u0085d\u2027e\u00e9";
        assertThat(new String(new JsonWriter().value(text).toBytes(), UTF_8)).isEqualTo('"' + escaped + '"');
        assertThat(new String(new JsonWriter().raw('"' + text + '"').toBytes(), UTF_8))
                .isEqualTo('"' + escaped + '"');
    }
}
