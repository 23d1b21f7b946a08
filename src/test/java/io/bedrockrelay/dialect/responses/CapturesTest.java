package io.bedrockrelay.dialect.responses;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bedrockrelay.dialect.Captures;
import io.bedrockrelay.dialect.GoldenTable;
import io.bedrockrelay.dialect.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What real clients sent is read as it was meant.
class CapturesTest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String TABLE = "responses/captures.txt";

    @TestFactory
    Stream<DynamicTest> everyRequestIsReadAsItWasMeant() {
        return new GoldenTable(TABLE)
                .tests(sections -> Map.of(
                        "read",
                        Summary.of(read(sections.getOrDefault("capture", "").strip()))));
    }

    @Test
    void noRequestIsForgotten() {
        var tested = new GoldenTable(TABLE)
                .tests(_ -> Map.of())
                .map(DynamicTest::getDisplayName)
                .collect(Collectors.toSet());
        assertThat(Captures.names(".request.json"))
                .filteredOn(name -> !name.contains("websocket"))
                .allSatisfy(name -> assertThat(tested).contains(name.replace(".request.json", "")));
    }

    private static Reading read(String capture) {
        try {
            var body = MAPPER.readTree(Captures.read(capture)).path("body").toString();
            return new ResponsesDialect(ResponsesSettings.DEFAULT, InstantSource.system())
                    .read(body.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
