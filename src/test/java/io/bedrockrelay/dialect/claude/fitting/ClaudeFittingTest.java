package io.bedrockrelay.dialect.claude.fitting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.chat.adapted.Adaptation.How;
import io.bedrockrelay.chat.adapted.Header;
import io.bedrockrelay.dialect.GoldenTable;
import io.bedrockrelay.dialect.claude.model.ClaudeModels;
import io.bedrockrelay.dialect.claude.outline.Outline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ClaudeFittingTest {
    private static final Path RECORDED = Path.of("../shared/bedrock/claude-code/requests.jsonl");
    private static final JsonMapper JSON = new JsonMapper();
    private static final ClaudeModels MODELS = ClaudeModels.read();

    /// Sections of a case: `body`, and where they differ `model`, `betas`, `version`, `learnt`, `lane` (`wire`,
    /// `count`, `other`), `strict`.
    @TestFactory
    Stream<DynamicTest> fitsAsTheTableSays() {
        return new GoldenTable("anthropic/raw.txt").tests(ClaudeFittingTest::fitted);
    }

    private static Map<String, String> fitted(Map<String, String> given) {
        var model = MODELS.of(text(given, "model", "anthropic.claude-opus-4-8"))
                .without(lines(given, "learnt"), How.LEARNT);
        var betas = new ArrayList<>(lines(given, "betas"));
        boolean longContext = betas.remove("[1m]");
        var version = text(given, "version", "");
        var wish = new Wish(betas, version.isEmpty() ? null : version, null, longContext, given.containsKey("strict"));
        var body = text(given, "body", "").getBytes(UTF_8);
        var outline = outline(body);
        var fitted =
                switch (text(given, "lane", "messages")) {
                    case "wire" -> ClaudeFitting.wire(outline, body, model);
                    case "count" -> ClaudeFitting.counting(outline, wish, model);
                    case "other" -> PlainMessages.of(outline, MODELS.of(null));
                    default -> ClaudeFitting.message(outline, wish, model);
                };
        return switch (fitted) {
            case Fitted.Refused refused ->
                Map.of("bedrock", "refused: " + refused.failure().message());
            case Fitted.Body sent -> {
                var told = new LinkedHashMap<String, String>();
                told.put("bedrock", new String(sent.json(), UTF_8));
                told.put("told", Header.of(sent.adaptations()));
                yield told;
            }
        };
    }

    private static String text(Map<String, String> given, String section, String otherwise) {
        return given.getOrDefault(section, otherwise).strip();
    }

    private static List<String> lines(Map<String, String> given, String section) {
        return given.getOrDefault(section, "").lines().toList();
    }

    private static Outline outline(byte[] body) {
        return switch (Outline.at(body)) {
            case Outline.Look.Seen(Outline outline) -> outline;
            case Outline.Look.Unreadable(String why) -> throw new AssertionError(why);
        };
    }

    /// The client's own bodies for Bedrock reach the model that they are for byte for byte.
    @Test
    void leavesRecordedBodiesForBedrockAlone() throws IOException {
        int seen = 0;
        for (var recorded : recorded()) {
            var path = recorded.path("path").asText();
            if (!path.startsWith("/model/") || !path.contains("anthropic")) {
                continue;
            }
            var body = recorded.path("body").toString().getBytes(UTF_8);
            var id = path.substring("/model/".length(), path.lastIndexOf('/')).replaceFirst("^(us|global)\\.", "");

            var fitted = ClaudeFitting.wire(outline(body), body, MODELS.of(id));

            assertThat(fitted).as(path).isInstanceOfSatisfying(Fitted.Body.class, sent -> assertThat(sent.json())
                    .isSameAs(body));
            seen++;
        }
        assertThat(seen).isGreaterThan(25);
    }

    /// Beside the members that hold what is changed nothing of the client's own bodies is touched, and what the model
    /// takes as betas is what is told.
    @Test
    void changesOfRecordedBodiesWhatIsNamedOnly() throws IOException {
        int seen = 0;
        for (var recorded : recorded()) {
            var asked = recorded.path("asked").asText();
            if (!recorded.path("path").asText().startsWith("/v1/messages") || !asked.startsWith("claude-")) {
                continue;
            }
            var body = recorded.path("body").toString().getBytes(UTF_8);
            var wish = new Wish(
                    List.of(recorded.path("headers").path("anthropic-beta").asText()),
                    "2023-06-01",
                    null,
                    false,
                    false);
            var model = MODELS.of("anthropic." + asked.replace("[1m]", "") + (asked.contains("-4-5") ? "-2025" : ""));

            var fitted = ClaudeFitting.message(outline(body), wish, model);

            assertThat(fitted).as(asked).isInstanceOfSatisfying(Fitted.Body.class, sent -> assertThat(bare(sent.json()))
                    .isEqualTo(bare(body)));
            seen++;
        }
        assertThat(seen).isGreaterThan(25);
    }

    private static JsonNode bare(byte[] body) throws AssertionError {
        try {
            var node = (ObjectNode) JSON.readTree(body);
            node.remove(List.of("anthropic_beta", "anthropic_version", "model", "stream", "thinking"));
            node.path("messages").forEach(message -> ((ObjectNode) message).remove("output_config"));
            node.path("tools").forEach(tool -> ((ObjectNode) tool).remove("eager_input_streaming"));
            return node;
        } catch (IOException malformed) {
            throw new AssertionError(malformed);
        }
    }

    private static List<JsonNode> recorded() throws IOException {
        assumeTrue(Files.exists(RECORDED));
        var all = new ArrayList<JsonNode>();
        for (var line : Files.readAllLines(RECORDED)) {
            all.add(JSON.readTree(line));
        }
        return all;
    }
}
