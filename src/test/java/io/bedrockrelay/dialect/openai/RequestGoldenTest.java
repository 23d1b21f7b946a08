package io.bedrockrelay.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.dialect.GoldenTable;
import io.bedrockrelay.dialect.Reading;
import io.bedrockrelay.dialect.completions.CompletionsDialect;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Each request of the golden table is read as the text below it says.
class RequestGoldenTest {

    @TestFactory
    Stream<DynamicTest> requestsAreReadAsTheyMean() {
        return new GoldenTable("openai/requests.txt").tests(sections -> {
            var body = Objects.requireNonNull(sections.get("request")).getBytes(StandardCharsets.UTF_8);
            var reading = new CompletionsDialect().read(body);
            assertThat(reading).isInstanceOf(Reading.Read.class);
            return Map.of("read", Shown.of(reading));
        });
    }
}
