package io.bedrockrelay.http.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AccessLineTest {
    private static final AccessLine REFUSED = new AccessLine(
            "id-1",
            "192.0.2.7",
            "team-a",
            "openai",
            "POST",
            "/v1/chat/completions",
            "gpt-9",
            "",
            "",
            "",
            404,
            "refused",
            "model_not_found",
            "",
            "",
            "",
            "",
            "",
            "0.002",
            "",
            "",
            "",
            "",
            "",
            "",
            "");

    @Test
    void theKeysAreAlwaysTheSame() {
        assertThat(REFUSED.fields())
                .containsOnlyKeys(
                        "requestId",
                        "client",
                        "caller",
                        "dialect",
                        "method",
                        "path",
                        "asked",
                        "target",
                        "region",
                        "scope",
                        "status",
                        "outcome",
                        "error",
                        "reason",
                        "inputTokens",
                        "outputTokens",
                        "cachedTokens",
                        "firstEventSeconds",
                        "totalSeconds",
                        "attempts",
                        "adapted",
                        "route",
                        "affinity",
                        "upstreamRequestId",
                        "clientSession",
                        "clientAgent");
    }

    @Test
    void peopleReadWhatThereIs() {
        assertThat(REFUSED.text())
                .isEqualTo(
                        "POST /v1/chat/completions 404 refused requestId=id-1 client=192.0.2.7 caller=team-a dialect=openai"
                                + " asked=gpt-9 error=model_not_found totalSeconds=0.002");
    }

    @Test
    void aValueCannotPassForTheNextField() {
        var line = new AccessLine(
                "id-1",
                "192.0.2.7",
                "team-a",
                "openai",
                "POST",
                "/v1/chat/completions",
                "gpt-9 error=none outcome=\"completed\\",
                "",
                "",
                "",
                401,
                "refused",
                "unauthenticated",
                "the key old expired at 2026-01-01T00:00:00Z",
                "",
                "",
                "",
                "",
                "0.002",
                "",
                "",
                "",
                "",
                "",
                "session-1 agent=2",
                "agent-1");
        assertThat(line.text())
                .contains(" clientSession=\"session-1 agent=2\" clientAgent=agent-1")
                .contains(" asked=\"gpt-9 error=none outcome=\\\"completed\\\\\" error=unauthenticated")
                .contains(" reason=\"the key old expired at 2026-01-01T00:00:00Z\"");
    }

    @Test
    void whatAClientWroteCanNeitherBreakALineNorFillTheDisk() {
        assertThat(AccessLine.harmless("a\nb\r\u001b[31mc\u2028d\u0000")).isEqualTo("a?b??[31mc?d?");
        assertThat(AccessLine.harmless("x".repeat(100_000))).hasSize(257).endsWith("…");
        assertThat(AccessLine.harmless("\ud83d\ude00ok")).isEqualTo("??ok");
        assertThat(AccessLine.harmless("claude-sonnet-4-5[1m]")).isEqualTo("claude-sonnet-4-5[1m]");
    }

    @Test
    void aRequestWithoutACallIsServedOrRefusedOrLeft() {
        assertThat(AccessLine.outcome(200, null)).isEqualTo("completed");
        assertThat(AccessLine.outcome(401, null)).isEqualTo("refused");
        assertThat(AccessLine.outcome(503, null)).isEqualTo("refused");
        assertThat(AccessLine.outcome(499, null)).isEqualTo("client_gone");
    }
}
