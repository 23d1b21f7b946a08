package io.bedrockrelay.dialect.responsestream;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.dialect.JsonWriter;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeptTest {
    private static final String[] PIECES = {"a", "\"\\", "\n\r\t", "\u0000", "é", "日本", "😀", "\ud83d", "\ude00", ""};

    @Test
    void itGivesBackWhatWasAddedEscapedAndNot() throws IOException {
        for (long seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            var kept = new Kept();
            var written = new JsonWriter();
            var said = new StringBuilder();
            var escaped = new JsonWriter();
            for (int i = random.nextInt(200); i > 0; i--) {
                var piece = PIECES[random.nextInt(PIECES.length)].repeat(random.nextInt(5));
                OpenItem.keep(piece, kept, written);
                escaped.text(piece);
                said.append(piece);
            }
            var copied = new JsonWriter();
            kept.writeTo(copied);
            assertThat(kept.size()).isEqualTo(escaped.size());
            assertThat(copied.toBytes()).as("seed %d", seed).isEqualTo(escaped.toBytes());
            assertThat(all(kept, 1 + random.nextInt(7))).as("seed %d", seed).isEqualTo(said.toString());
        }
    }

    private static String all(Kept kept, int atOnce) throws IOException {
        var text = new StringBuilder();
        var into = new char[atOnce];
        try (var reader = kept.unescaped()) {
            for (int count = reader.read(into); count >= 0; count = reader.read(into)) {
                text.append(into, 0, count);
            }
        }
        return text.toString();
    }
}
