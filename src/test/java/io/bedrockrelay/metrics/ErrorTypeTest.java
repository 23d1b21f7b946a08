package io.bedrockrelay.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.chat.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorTypeTest {

    @ParameterizedTest
    @CsvSource({
        "ThrottlingException, ThrottlingException",
        "throttlingException, ThrottlingException",
        "internalServerException, InternalServerException",
        "modelStreamErrorException, ModelStreamErrorException",
        "modelTimeoutException, ModelTimeoutException",
        "serviceUnavailableException, ServiceUnavailableException",
        "validationException, ValidationException",
        "SomethingNewException, other",
        "'<script>', other",
    })
    void bedrocksTypesAreAClosedList(String said, String type) {
        assertThat(ErrorType.of(new Failure.Rejected("no", new Failure.Upstream(said, 200, null))))
                .isEqualTo(type);
    }

    @Test
    void theRelaysOwnFailuresHaveItsOwnWords() {
        assertThat(ErrorType.of(new Failure.Broken("broke"))).isEqualTo("broken");
        assertThat(ErrorType.of(new Failure.TimedOut("late", "relay.stream.idle-timeout", null)))
                .isEqualTo("idle_timeout");
        assertThat(ErrorType.of(new Failure.Invalid("messages", "wrong"))).isEqualTo("invalid_request");
    }
}
