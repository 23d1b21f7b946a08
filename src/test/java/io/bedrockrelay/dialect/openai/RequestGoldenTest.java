package io.bedrockrelay.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.dialect.Reading;
import io.bedrockrelay.dialect.completions.CompletionsDialect;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Each request of the golden files is read as the text beside it says.
class RequestGoldenTest {

    @TestFactory
    Stream<DynamicTest> requestsAreReadAsTheyMean() {
        return Golden.inputs("requests", ".json").stream()
                .map(file -> DynamicTest.dynamicTest(Golden.name(file), () -> {
                    var body = Golden.read(file).getBytes(StandardCharsets.UTF_8);
                    var reading = new CompletionsDialect().read(body);
                    assertThat(reading).isInstanceOf(Reading.Read.class);
                    Golden.check(file, ".txt", Shown.of(reading));
                }));
    }
}
