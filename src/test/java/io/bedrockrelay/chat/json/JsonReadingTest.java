package io.bedrockrelay.chat.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class JsonReadingTest {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern OWN_READER = Pattern.compile(
            "new (JsonFactory|ObjectMapper|JsonMapper)\\(\\)|JsonMapper\\.builder\\(\\)|new JsonFactoryBuilder|JsonFactory\\.builder");

    @Test
    void readsATextAsLongAsABodyMayBe() throws IOException {
        var text = "x".repeat(21_000_000);

        assertThat(JsonReading.MAPPER.readTree("\"" + text + "\"").textValue()).hasSameSizeAs(text);
        try (var parser = JsonReading.callers().build().createParser("\"" + text + "\"")) {
            parser.nextToken();
            assertThat(parser.getText()).hasSameSizeAs(text);
        }
    }

    @Test
    void keepsNumbersAsTheyAreWritten() throws IOException {
        assertThat(JsonReading.MAPPER.readTree("[1.0,1e400]").toString()).isEqualTo("[1.0,1E+400]");
    }

    /// Whoever makes a reader elsewhere gets Jackson's limit of a text back.
    @Test
    void nobodyReadsWithLimitsThatNoRequestWasMeasuredBy() throws IOException {
        try (var sources = Files.walk(SOURCES)) {
            assertThat(sources.filter(source -> source.toString().endsWith(".java"))
                            .filter(source -> !source.endsWith("SnapshotFile.java"))
                            .filter(JsonReadingTest::hasReaderOfItsOwn))
                    .isEmpty();
        }
    }

    private static boolean hasReaderOfItsOwn(Path source) {
        try {
            var text = Files.readString(source);
            return OWN_READER.matcher(text).find() && !text.contains("maxStringLength(Integer.MAX_VALUE)");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
