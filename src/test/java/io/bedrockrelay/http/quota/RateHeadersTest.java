package io.bedrockrelay.http.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateHeadersTest {

    @ParameterizedTest
    @CsvSource({"PT0S, 0ms", "PT0.12S, 120ms", "PT59S, 59s", "PT6M, 6m0s", "PT1H2M3S, 1h2m3s", "PT25H, 25h0m0s"})
    void aSpanIsWrittenAsOpenAiWritesIt(Duration reset, String text) {
        assertThat(RateHeaders.span(reset)).isEqualTo(text);
    }
}
