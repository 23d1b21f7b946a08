package io.bedrockrelay.access.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.access.Caller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysFileTest {
    private static final String FIRST = Texts.file("first", "brk_1st");
    private static final String SECOND = Texts.file("second", "brk_2nd");
    private static final String WRONG = Texts.file("third", "brk_3rd", "roles: [root]");

    @TempDir
    Path folder;

    private final Logger logger = Logger.getLogger(KeysFile.class.getName());
    private final Captured log = new Captured();
    private Instant now = Instant.parse("2026-11-22T10:00:00Z");

    @BeforeEach
    void listen() {
        logger.addHandler(log);
    }

    @AfterEach
    void leave() {
        logger.removeHandler(log);
    }

    @Test
    void aFileHoldsFromTheStart() throws IOException {
        var file = open(FIRST);
        assertThat(lets(file, "brk_1st")).isTrue();
        assertThat(file.problems()).isEmpty();
    }

    @Test
    void aChangeHoldsFromTheSecondLook() throws IOException {
        var file = open(FIRST);
        write(SECOND);
        file.poll();
        assertThat(lets(file, "brk_1st")).isTrue();
        file.poll();
        assertThat(lets(file, "brk_1st")).isFalse();
        assertThat(lets(file, "brk_2nd")).isTrue();
        assertThat(file.state().since()).isEqualTo(now);
    }

    @Test
    void aChangeThatKeepsTimeAndSizeIsSeen() throws IOException {
        var file = open(FIRST);
        var time = FileTime.from(now);
        Files.setLastModifiedTime(path(), time);
        look(file);
        write(FIRST.replace(Digest.of("brk_1st").hex(), Digest.of("brk_2nd").hex()));
        Files.setLastModifiedTime(path(), time);
        look(file);
        assertThat(lets(file, "brk_1st")).isFalse();
        assertThat(lets(file, "brk_2nd")).isTrue();
    }

    @Test
    void aFileThatIsBeingWrittenIsNotTakenByHalf() throws IOException {
        var whole = FIRST + Texts.entry("second", "brk_2nd");
        var file = open(whole);
        for (int end = 0; end < whole.length(); end += 7) {
            write(whole.substring(0, end));
            file.poll();
        }
        write(whole);
        look(file);
        assertThat(lets(file, "brk_2nd")).isTrue();
        assertThat(log.errors()).isEmpty();
    }

    @Test
    void aWrongFileKeepsTheLastGoodOneLoudly() throws IOException {
        var file = open(FIRST);
        write(WRONG);
        look(file);
        assertThat(lets(file, "brk_1st")).isTrue();
        assertThat(lets(file, "brk_3rd")).isFalse();
        assertThat(file.problems()).singleElement().satisfies(problem -> assertThat(problem.reason())
                .isEqualTo("line 4, key third, roles: 'root' is not allowed here"));
        assertThat(log.errors()).singleElement().satisfies(text -> assertThat(text)
                .contains(path().toString(), "the keys read at 2026-11-22T10:00:00Z (1) stay valid")
                .contains("line 4, key third, roles: 'root' is not allowed here; write chat, admin or both"));
    }

    @Test
    void aWrongFileIsToldAgainEveryTenMinutes() throws IOException {
        var file = open(FIRST);
        write(WRONG);
        for (int i = 0; i < 25 * 60; i += 5) {
            file.poll();
            now = now.plusSeconds(5);
        }
        assertThat(log.errors()).hasSize(3);
        write(SECOND);
        look(file);
        now = now.plus(Duration.ofHours(1));
        look(file);
        assertThat(log.errors()).hasSize(3);
        assertThat(file.problems()).isEmpty();
        assertThat(lets(file, "brk_2nd")).isTrue();
    }

    @Test
    void theGoodFilePutBackIsWellAgain() throws IOException {
        var file = open(FIRST);
        write(WRONG);
        look(file);
        write(FIRST);
        look(file);
        assertThat(file.problems()).isEmpty();
        assertThat(lets(file, "brk_1st")).isTrue();
    }

    @Test
    void aFileThatIsGoneKeepsItsKeys() throws IOException {
        var file = open(FIRST);
        Files.delete(path());
        look(file);
        assertThat(lets(file, "brk_1st")).isTrue();
        assertThat(log.errors()).singleElement().satisfies(text -> assertThat(text)
                .contains("there is no such file"));
        Files.createDirectory(path());
        look(file);
        assertThat(lets(file, "brk_1st")).isTrue();
        assertThat(file.problems()).hasSize(1);
    }

    @Test
    void aSecretSwappedByItsLinkIsSeen() throws IOException {
        var old = Files.createDirectory(folder.resolve("..2026_11_22"));
        var fresh = Files.createDirectory(folder.resolve("..2026_11_23"));
        Files.writeString(old.resolve("keys.yaml"), FIRST);
        Files.writeString(fresh.resolve("keys.yaml"), SECOND);
        Files.setLastModifiedTime(fresh.resolve("keys.yaml"), FileTime.from(Instant.EPOCH));
        Files.createSymbolicLink(folder.resolve("..data"), old.getFileName());
        Files.createSymbolicLink(path(), Path.of("..data", "keys.yaml"));
        var file = new KeysFile(path(), () -> now);
        assertThat(lets(file, "brk_1st")).isTrue();

        var swap = Files.createSymbolicLink(folder.resolve("..data_tmp"), fresh.getFileName());
        Files.move(swap, folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        look(file);
        assertThat(lets(file, "brk_1st")).isFalse();
        assertThat(lets(file, "brk_2nd")).isTrue();
    }

    @Test
    void aFileThatIsWrongFromTheStartLetsNobodyInAndStopsTheStart() throws IOException {
        var file = open(WRONG);
        assertThat(file.keys().size()).isZero();
        assertThat(file.problems()).hasSize(1);
        assertThat(new KeysFile(folder.resolve("none"), () -> now).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.reason()).isEqualTo("there is no such file"));
    }

    @Test
    void noKeyAtAllStopsAStartAndIsNotTakenLaterEither() throws IOException {
        for (var empty : List.of("keys: []", "keys: []\ntokens: []", "tokens: []")) {
            assertThat(open(empty).problems()).singleElement().satisfies(problem -> assertThat(problem.reason())
                    .contains("it has no key"));
            var file = open(FIRST);
            write(empty);
            look(file);
            assertThat(lets(file, "brk_1st")).as(empty).isTrue();
            assertThat(file.state().problems()).singleElement().satisfies(problem -> assertThat(problem.remedy())
                    .contains("keys: none"));
            assertThat(log.errors()).anyMatch(text -> text.contains("stay valid") && text.contains("it has no key"));
        }
    }

    @Test
    void everybodyIsShutOutOnlyBySayingSo() throws IOException {
        assertThat(open("keys: none").problems()).isEmpty();
        var file = open(FIRST);
        write("keys: none");
        look(file);
        assertThat(lets(file, "brk_1st")).isFalse();
        assertThat(file.state().problems()).isEmpty();
        write(SECOND);
        look(file);
        assertThat(lets(file, "brk_2nd")).isTrue();
    }

    @Test
    void whoIsInStaysIn() throws IOException {
        var file = open(FIRST);
        Caller caller = file.keys().find("brk_1st").orElseThrow().caller();
        write(SECOND);
        look(file);
        assertThat(caller.name()).isEqualTo("first");
        assertThat(caller.grant().limits().most()).isEmpty();
    }

    @Test
    void noLogHoldsASecretOrADigest() throws IOException {
        var file = open(FIRST);
        for (var text : List.of(
                WRONG,
                SECOND,
                "keys: [{name: brk_7q7q, sha256: brk_7q7q}]",
                "keys: [{name: a, sha256: 7q7q}]",
                "brk_7q7q: [",
                "keys: [*brk_7q7q]",
                "keys:\n  - name: a\n   sha256: brk_7q7q\n")) {
            write(text);
            look(file);
        }
        assertThat(log.all()).hasSizeGreaterThan(6);
        assertThat(String.join("\n", log.all()))
                .doesNotContain("7q7q", "brk_1st", "brk_2nd", "brk_3rd")
                .doesNotContain(Digest.of("brk_1st").hex(), Digest.of("brk_3rd").hex());
    }

    private KeysFile open(String text) throws IOException {
        write(text);
        return new KeysFile(path(), () -> now);
    }

    private static void look(KeysFile file) {
        file.poll();
        file.poll();
    }

    private static boolean lets(KeysFile file, String secret) {
        return file.keys().find(secret).isPresent();
    }

    private void write(String text) throws IOException {
        Files.writeString(path(), text);
    }

    private Path path() {
        return folder.resolve("keys.yaml");
    }

    /// Keeps what is logged, with its parameters filled in.
    private static final class Captured extends Handler {
        private final List<LogRecord> records = new ArrayList<>();

        @Override
        public void publish(LogRecord message) {
            records.add(message);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}

        List<String> errors() {
            return records.stream()
                    .filter(each -> each.getLevel().intValue() >= Level.SEVERE.intValue())
                    .map(Captured::text)
                    .toList();
        }

        List<String> all() {
            return records.stream().map(Captured::text).toList();
        }

        private static String text(LogRecord message) {
            return new PatternFormatter("%m").format(message);
        }
    }
}
