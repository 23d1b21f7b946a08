package io.bedrockrelay.dialect.claude;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.chat.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaudeRequestTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"model\":\"a\",\"model\":\"b\"}",
                "{\"model\":\"a\"} {}",
                "{\"model\":\"a\"",
                "{\"model\":7}",
                "{\"model\":\" \"}",
                "{\"messages\":[]}",
                "{\"model\":\"a\",\"stream\":\"yes\"}",
                "{\"model\":\"a\",\"anthropic_beta\":\"x\"}",
                "{\"model\":\"a\",\"anthropic_beta\":[1]}"
            })
    void refusesWhatItCannotTrust(String body) {
        assertThat(ClaudeRequest.at(body.getBytes(UTF_8))).isInstanceOf(ClaudeRequest.Look.Refused.class);
    }

    @Test
    void saysWhereABodyIsWrongWithoutQuotingIt() {
        var look = ClaudeRequest.at("{\"model\":\"a\",\n \"messages\": secret}".getBytes(UTF_8));

        assertThat(look)
                .isInstanceOfSatisfying(ClaudeRequest.Look.Refused.class, refused -> assertThat(refused.failure())
                        .isInstanceOfSatisfying(Failure.Invalid.class, invalid -> assertThat(invalid.message())
                                .contains("line 2")
                                .doesNotContain("secret")));
    }

    @Test
    void refusesOtherEncodingsThanUtf8() {
        assertThat(ClaudeRequest.at("{\"model\":\"a\"}".getBytes(UTF_16BE)))
                .isInstanceOf(ClaudeRequest.Look.Refused.class);
    }

    @Test
    void seesWhatRoutingNeeds() {
        var body = "{\"messages\":[{\"model\":1}],\"stream\":true,\"model\":\"claude-sonnet-4-6[1m]\"}";

        assertThat(ClaudeRequest.at(body.getBytes(UTF_8)))
                .isInstanceOfSatisfying(ClaudeRequest.Look.Seen.class, seen -> {
                    assertThat(seen.request().model()).isEqualTo("claude-sonnet-4-6[1m]");
                    assertThat(seen.request().stream()).isTrue();
                });
    }

    @Test
    void tellsAClientThatKeepsThreadsToGoOnWithout() {
        var look = ClaudeRequest.at("{\"model\":\"a\",\"thread\":{\"type\":\"new\"}}".getBytes(UTF_8));

        assertThat(look)
                .isInstanceOfSatisfying(ClaudeRequest.Look.Refused.class, refused -> assertThat(refused.failure())
                        .isInstanceOfSatisfying(Failure.Invalid.class, invalid -> assertThat(invalid.detail())
                                .isEqualTo("thread_unsupported_request")));
        assertThat(ClaudeRequest.at("{\"model\":\"a\",\"thread\":null}".getBytes(UTF_8)))
                .isInstanceOf(ClaudeRequest.Look.Seen.class);
    }
}
