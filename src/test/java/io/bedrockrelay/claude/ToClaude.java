package io.bedrockrelay.claude;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.chat.adapted.Adaptation.How;
import io.bedrockrelay.chat.adapted.Header;
import io.bedrockrelay.dialect.claude.fitting.ClaudeFitting;
import io.bedrockrelay.dialect.claude.fitting.Fitted;
import io.bedrockrelay.dialect.claude.fitting.Wish;
import io.bedrockrelay.dialect.claude.model.ClaudeModel;
import io.bedrockrelay.dialect.claude.model.ClaudeModels;
import io.bedrockrelay.dialect.claude.outline.Outline;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A body on its way to a Claude model: what Bedrock gets, against what it is to get.
///
/// @param model the bare id
/// @param body as the client wrote it
/// @param betas the header `anthropic-beta`
/// @param version the header `anthropic-version`
record ToClaude(
        String model, String body, String betas, @Nullable String version, boolean counting, List<String> learnt) {
    static final String BEDROCK = "bedrock-2023-05-31";
    static final String OPUS_41 = "anthropic.claude-opus-4-1-20250805-v1:0";
    static final String SONNET_45 = "anthropic.claude-sonnet-4-5-20250929-v1:0";
    static final String HAIKU_45 = "anthropic.claude-haiku-4-5-20251001-v1:0";
    static final String OPUS_45 = "anthropic.claude-opus-4-5-20251101-v1:0";
    static final String SONNET_46 = "anthropic.claude-sonnet-4-6";
    static final String OPUS_47 = "anthropic.claude-opus-4-7";
    static final String OPUS_48 = "anthropic.claude-opus-4-8";
    static final String SONNET_5 = "anthropic.claude-sonnet-5";
    static final String OPUS_5 = "anthropic.claude-opus-5";
    static final String OPUS_55 = "anthropic.claude-opus-5-5";
    static final String HAIKU_55 = "anthropic.claude-haiku-5-5";
    static final String SONNET_55 = "anthropic.claude-sonnet-5-5";
    static final String FABLE_52 = "anthropic.claude-fable-5-2";
    /// One of each generation.
    static final List<String> EACH =
            List.of(OPUS_41, SONNET_45, HAIKU_45, OPUS_45, SONNET_46, OPUS_47, OPUS_48, SONNET_5, OPUS_5, OPUS_55);
    /// Those that know dated versions of the API.
    static final List<String> DATED = List.of(OPUS_47, OPUS_48, SONNET_5, OPUS_5, OPUS_55);

    static final String INTERLEAVED = "interleaved-thinking-2025-05-14";
    static final String CONTEXT = "context-management-2025-06-27";
    static final String SEARCH = "tool-search-tool-2025-10-19";
    static final String ADVANCED = "advanced-tool-use-2025-11-20";
    static final String EXAMPLES = "tool-examples-2025-10-29";
    static final String EFFORT = "effort-2025-11-24";
    static final String CHANGES = "mid-conversation-tool-changes-2026-07-01";
    static final String COUNT = "thinking-token-count-2026-05-13";
    static final String UPDATES = "thinking-display-updates-2026-08-18";

    private static final ClaudeModels MODELS = ClaudeModels.read();

    static ToClaude of(String model, String body) {
        return new ToClaude(model, body, "", "2023-06-01", false, List.of());
    }

    static ToClaude of(String model, Recorded recorded) {
        return of(model, recorded.body().toString()).betas(recorded.betas());
    }

    /// A small body with these members besides.
    static ToClaude small(String model, String... members) {
        return of(
                model,
                "{\"model\":\"m\",\"max_tokens\":32000," + (members.length == 0 ? "" : String.join(",", members) + ",")
                        + "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
    }

    ToClaude betas(String... names) {
        return new ToClaude(model, body, String.join(",", names), version, counting, learnt);
    }

    ToClaude version(@Nullable String value) {
        return new ToClaude(model, body, betas, value, counting, learnt);
    }

    ToClaude counted() {
        return new ToClaude(model, body, betas, version, true, learnt);
    }

    ToClaude learnt(String... lessons) {
        return new ToClaude(model, body, betas, version, counting, List.of(lessons));
    }

    Fitted fitted() {
        var wish = new Wish(List.of(betas), version, null, false, false);
        return counting
                ? ClaudeFitting.counting(outline(), wish, facts())
                : ClaudeFitting.message(outline(), wish, facts());
    }

    /// The same of a body that its client wrote for Bedrock.
    Fitted wired() {
        return ClaudeFitting.wire(outline(), body.getBytes(UTF_8), facts());
    }

    private ClaudeModel facts() {
        return MODELS.of(model).without(learnt, How.LEARNT);
    }

    private Outline outline() {
        return ((Outline.Look.Seen) Outline.at(body.getBytes(UTF_8))).outline();
    }

    String text() {
        return text(fitted());
    }

    static String text(Fitted fitted) {
        return new String(body(fitted).json(), UTF_8);
    }

    private static Fitted.Body body(Fitted fitted) {
        return switch (fitted) {
            case Fitted.Body sent -> sent;
            case Fitted.Refused(var failure) -> throw new AssertionError("refused: " + failure.message());
        };
    }

    ObjectNode sent() {
        return Recorded.object(text());
    }

    String told() {
        return Header.of(body(fitted()).adaptations());
    }

    /// The betas that a refusal without a name may be about.
    List<String> doubtful() {
        return body(fitted()).doubtful();
    }

    /// That Bedrock gets the body as it came, in InvokeModel's form, with these betas and but for the edits; what stays
    /// stays in its order.
    void gets(List<String> betasSent, Consumer<ObjectNode> edits) {
        var expected = Recorded.object(body);
        expected.remove(List.of("model", "stream", "anthropic_beta"));
        expected.put("anthropic_version", BEDROCK);
        betasSent.forEach(expected.withArray("/anthropic_beta")::add);
        if (betasSent.isEmpty()) {
            expected.remove("anthropic_beta");
        }
        edits.accept(expected);
        var sent = sent();
        assertThat(sent).as(model).isEqualTo(expected);
        var kept =
                Recorded.names(Recorded.object(body)).stream().filter(sent::has).toList();
        assertThat(Recorded.names(sent)).as(model).containsSubsequence(kept);
    }

    void gets(String... betasSent) {
        gets(Arrays.asList(betasSent), _ -> {});
    }
}
