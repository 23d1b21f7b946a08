package io.bedrockrelay.dialect.responsestream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CustomInputTest {
    private static final String[] PIECES = {
        "a",
        "*** Begin Patch",
        "\n",
        "\"",
        "\\",
        "/",
        "\t",
        "\u0001",
        "é",
        "😀",
        "\u2028",
        "{\"input\":\"",
        "\ud83d",
        "\ude00"
    };

    @Test
    void whereverThePiecesAreCutTheTextIsWhatJacksonReads() throws JsonProcessingException {
        for (long seed = 0; seed < 2_000; seed++) {
            var random = new Random(seed);
            var text = text(random);
            var json = json(text, random);
            assertThat(Streams.MAPPER.readTree(json).path("input").textValue()).isEqualTo(text);
            for (int cut = 0; cut <= json.length(); cut++) {
                var read = read(List.of(json.substring(0, cut), json.substring(cut)));
                assertThat(read).as("seed %d, cut %d: %s", seed, cut, json).isEqualTo(text);
            }
            assertThat(read(json.chars().mapToObj(Character::toString).toList()))
                    .as("seed %d: %s", seed, json)
                    .isEqualTo(text);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"input":"x","more":"y"}     | x
             { "input" : "x" }           | x
            {"input":"x","input":"y"}    | x
            {"patch":"x"}                | x
            {"patch":"x","n":1}          | x
            {"more":"y","input":"x"}     | x
            {"a":"x","b":"y"}            | {"a":"x","b":"y"}
            {"n":1}                      | {"n":1}
            {"input":7}                  | {"input":7}
            {"in put":"x"}               | x
            {}                           | {}
            """)
    void anotherFormThanTheOneAskedForIsReadAsWellAsItCanBe(String json, String text) {
        for (int cut = 0; cut <= json.length(); cut++) {
            assertThat(read(List.of(json.substring(0, cut), json.substring(cut))))
                    .isEqualTo(text);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"input\":\"x",
                "{\"input\":\"x\"",
                "{\"input\":\"x\"}}",
                "{\"input\":\"x\" y}",
                "{\"input\":\"\\x\"}",
                "{\"input\":\"\\u12g4\"}",
                "{\"input\":\"a\nb\"}",
                "{\"inp",
                "[\"x\"]",
                "\"x\"",
                "x"
            })
    void whatIsNoObjectIsNotWhole(String json) {
        for (int cut = 0; cut <= json.length(); cut++) {
            var input = new CustomInput();
            input.read(json.substring(0, cut));
            input.read(json.substring(cut));
            assertThat(input.end()).as(json).isFalse();
        }
    }

    @Test
    void textIsToldBeforeItEndsAndNeverInHalvesOfCharacters() {
        var input = new CustomInput();
        assertThat(input.read("{\"input\":\"ab").toString()).isEqualTo("ab");
        assertThat(input.read("c\\ud83d").toString()).isEqualTo("c");
        assertThat(input.read("\\ude00d").toString()).isEqualTo("😀d");
        assertThat(input.read("\"}").toString()).isEmpty();
        assertThat(input.end()).isTrue();
        assertThat(input.rest().toString()).isEmpty();
    }

    private static String read(List<String> pieces) {
        var input = new CustomInput();
        var told = new StringBuilder();
        pieces.forEach(piece -> told.append(input.read(piece)));
        assertThat(input.end()).isTrue();
        return told.append(input.rest()).toString();
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    /// Any spelling that JSON allows for the text.
    private static String json(String text, Random random) {
        var json = new StringBuilder(random.nextBoolean() ? "{\"input\":\"" : " { \"input\" :\n\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean escape = random.nextInt(4) == 0 || Character.isSurrogate(c);
            if (escape || (c < 0x20 && "\n\t".indexOf(c) < 0)) {
                json.append(String.format(random.nextBoolean() ? "\\u%04x" : "\\u%04X", (int) c));
            } else {
                json.append(
                        switch (c) {
                            case '"' -> "\\\"";
                            case '\\' -> "\\\\";
                            case '\n' -> "\\n";
                            case '\t' -> "\\t";
                            case '/' -> random.nextBoolean() ? "\\/" : "/";
                            default -> String.valueOf(c);
                        });
            }
        }
        return json.append("\"}").toString();
    }
}
