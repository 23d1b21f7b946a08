package io.bedrockrelay.relay.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.bedrock.answer.UpstreamError;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryableTest {

    /// Bedrock's own words.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ThrottlingException         | 429 | Too many requests, please wait before trying again. | true
        ThrottlingException         | 429 | Too many tokens, please wait before trying again.   | true
        throttlingException         | 200 | Too many tokens per day, please wait.               | false
        ThrottlingException         | 429 | Too many tokens per day, please wait.               | false
        ServiceUnavailableException | 503 | Once per day.                                       | true
        ValidationException         | 400 | One of them is too long.                            | false
        """)
    void aQuotaOfTheDayIsNotWorthAnotherTry(String type, int status, String message, boolean retryable) {
        var failure = new UpstreamError(type, status, message, null, null).failure();
        assertThat(Retryable.test(failure)).isEqualTo(retryable);
    }
}
