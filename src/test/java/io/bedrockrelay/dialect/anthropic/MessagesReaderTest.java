package io.bedrockrelay.dialect.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.dialect.GoldenTable;
import io.bedrockrelay.dialect.Reading;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class MessagesReaderTest {
    private final AnthropicDialect dialect = new AnthropicDialect();

    @TestFactory
    Stream<DynamicTest> readsWhatTheTableSays() {
        return new GoldenTable("anthropic/requests.txt")
                .tests(given -> Map.of("read", shown(given.getOrDefault("body", ""))));
    }

    @Test
    void countingNeedsNoMaxTokens() {
        var body = "{\"model\":\"nova-pro\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"
                .getBytes(StandardCharsets.UTF_8);

        assertThat(dialect.readForCounting(body)).isInstanceOf(Reading.Read.class);
        assertThat(dialect.read(body))
                .isInstanceOfSatisfying(Reading.Refused.class, refused -> assertThat(refused.failure())
                        .isInstanceOfSatisfying(Failure.Invalid.class, invalid -> assertThat(invalid.field())
                                .isEqualTo("max_tokens")));
    }

    private String shown(String body) {
        return switch (dialect.read(body.strip().getBytes(StandardCharsets.UTF_8))) {
            case Reading.Read read -> (read.stream() ? "stream " : "") + Shown.of(read.request());
            case Reading.Refused refused -> "refused " + Shown.of(refused.failure());
        };
    }
}
