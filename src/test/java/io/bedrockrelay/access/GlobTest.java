package io.bedrockrelay.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

    @ParameterizedTest
    @CsvSource({
        "*, anthropic.claude-sonnet-4-6, true",
        "anthropic.*, anthropic.claude-sonnet-4-6, true",
        "anthropic.*, xanthropic.claude-sonnet-4-6, false",
        "anthropic.*, anthropic, false",
        "anthropic.*, anthropic., true",
        "*claude*, anthropic.claude-opus-4-6-v1, true",
        "*-v1:0, amazon.nova-pro-v1:0, true",
        "*-v1:0, amazon.nova-pro-v1:0:24k, false",
        "amazon.nova-*-v1:0, amazon.nova-pro-v1:0, true",
        "amazon.nova-pro-v1:0, amazon.nova-pro-v1:0, true",
        "amazon.nova-pro-v1:0, amazon.nova-pro-v1x0, false",
        "amazon.nova-pro-v1:0, Amazon.nova-pro-v1:0, false",
        "a*b*c, abbbxc, true",
        "a*b*c, acb, false",
        "**, '', true",
        "eu-*, eu-west-1, true",
        "eu-*, us-gov-west-1, false",
        "us-*, us-gov-west-1, true"
    })
    void aStarStandsForAnythingAndADotForItself(String pattern, String value, boolean matches) {
        assertThat(new Glob(pattern).matches(value)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({"''", "a b", "a?b", "[ab]", "(a)", "brk%", "ä"})
    void whatNoIdHasIsNoPattern(String text) {
        assertThat(Glob.of(text)).isEmpty();
    }

    @Test
    void manyStarsAreNoTrap() {
        var pattern = new Glob("*a".repeat(100) + "*b");
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> assertThat(pattern.matches("a".repeat(2_000)))
                .isFalse());
    }
}
