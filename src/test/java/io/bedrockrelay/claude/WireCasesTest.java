package io.bedrockrelay.claude;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.dialect.claude.fitting.Fitted;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Bodies that their client wrote for Bedrock: what the model takes is not touched.
class WireCasesTest {
    private static final String DATED = """
            { "anthropic_version" : "2026-10-21", "max_tokens" : 9,
              "messages" : [ {"role":"user","content":"Gr\\u00fc\\u00dfe"} ] }""";

    static Stream<Case> cases() {
        return Stream.of(
                new Case(57, "Opus 5.5, first turn", () -> stays("b-default", "default", 1, ToClaude.OPUS_55)),
                new Case(57, "Opus 5.5, second turn", () -> stays("b-default", "default", 2, ToClaude.OPUS_55)),
                new Case(
                        58,
                        "Sonnet 4.5",
                        () -> stays(
                                "b-sonnet45", "us.anthropic.claude-sonnet-4-5-20250929-v1:0", 1, ToClaude.SONNET_45)),
                new Case(
                        58,
                        "Haiku 4.5",
                        () -> stays(
                                "b-haiku45", "global.anthropic.claude-haiku-4-5-20251001-v1:0", 1, ToClaude.HAIKU_45)),
                new Case(
                        58,
                        "Opus 4.1",
                        () -> stays("bb", "us.anthropic.claude-opus-4-1-20250805-v1:0", 1, ToClaude.OPUS_41)),
                new Case(59, "Sonnet 4.5: a dated version", () -> assertThat(ToClaude.text(
                                ToClaude.of(ToClaude.SONNET_45, DATED).wired()))
                        .isEqualTo(DATED.replace("2026-10-21", ToClaude.BEDROCK))),
                new Case(60, "Opus 4.8: a dated version", () -> stays(ToClaude.of(ToClaude.OPUS_48, DATED))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isTouchedWhereTheModelRefusesItAlone(Case each) throws Exception {
        each.check().run();
    }

    private static void stays(String session, String asked, int turn, String model) {
        stays(ToClaude.of(model, Recorded.of(session, asked, turn)));
    }

    private static void stays(ToClaude asked) {
        assertThat(asked.wired()).isInstanceOfSatisfying(Fitted.Body.class, sent -> {
            assertThat(sent.json()).isEqualTo(asked.body().getBytes(UTF_8));
            assertThat(sent.adaptations()).isEmpty();
        });
    }
}
