package io.bedrockrelay.dialect.responses;

import io.bedrockrelay.dialect.GoldenTable;
import io.bedrockrelay.dialect.openai.Shown;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Each request of the table is read as the text below it says.
class RequestGoldenTest {

    @TestFactory
    Stream<DynamicTest> requestsAreReadAsTheyMean() {
        return new GoldenTable("responses/requests.txt").tests(sections -> {
            var body = sections.getOrDefault("request", "").getBytes(StandardCharsets.UTF_8);
            var reading = new ResponsesDialect(ResponsesSettings.DEFAULT, InstantSource.system()).read(body);
            return Map.of("read", Shown.of(reading));
        });
    }
}
