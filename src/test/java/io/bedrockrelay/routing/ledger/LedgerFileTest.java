package io.bedrockrelay.routing.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LedgerFileTest {
    private static final String GOOD = """
            - {region: "*", model: "anthropic.*", bucket: cross-region, tokens: 4000000, requests: 500, factor: 5}
            - region: eu-west-1
              model: amazon.nova-pro-v1:0
              bucket: on-demand
              tokens: 1000000
            """;

    @TempDir
    private Path folder;

    @Test
    void aFileThatBreaksLaterChangesNothing() throws IOException {
        var path = folder.resolve("ledger.yaml");
        Files.writeString(path, GOOD);
        var file = new LedgerFile(path);
        var rows = file.rows();
        assertThat(rows).hasSize(2);
        assertThat(rows.getFirst().factor()).isEqualTo(5);
        assertThat(rows.getLast().requests()).isZero();

        for (var broken : List.of("", "- {", "{}", "- {region: us-east-1}", "- tokens: 5", "x".repeat(300_000))) {
            Files.writeString(path, broken);
            file.poll();
            assertThat(file.rows()).as(broken).isSameAs(rows);
        }
        Files.delete(path);
        file.poll();
        assertThat(file.rows()).isSameAs(rows);

        Files.writeString(path, "[]");
        file.poll();
        assertThat(file.rows()).isEmpty();
    }

    @Test
    void withoutAFileNobodyCounts() {
        assertThat(new LedgerFile((Path) null).rows()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{region: 5, model: a, bucket: global, tokens: 1}] | entry 1, region",
                "[{region: a, bucket: global, tokens: 1}] | entry 1, model: it is missing",
                "[{region: a, model: b, bucket: own, tokens: 1}] | write on-demand, cross-region or global",
                "[{region: a, model: b, bucket: global}] | neither tokens nor requests",
                "[{region: a, model: b, bucket: global, tokens: -1}] | entry 1, tokens: it is no number from 0",
                "[{region: a, model: b, bucket: global, tokens: many}] | entry 1, tokens: it is no number from 0",
                "[{region: a, model: b, bucket: global, tokens: 1, factor: 0}] | entry 1, factor: it is not from 1 to 100",
                "[{region: a, model: b, bucket: global, tokens: 1, color: red}] | a field is not known",
                "[5] | entry 1: it is no entry",
                "5 | it is no list"
            })
    void aMistakeIsToldWithItsPlaceAndTheRemedy(String text, String told) {
        assertThat(LedgerReading.read(text)).isInstanceOfSatisfying(LedgerReading.Wrong.class, wrong -> assertThat(
                        String.join(". ", wrong.mistakes()))
                .contains(told));
    }
}
