package io.bedrockrelay.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bedrockrelay.emulator.catalogue.Traits;
import io.bedrockrelay.emulator.converse.ConverseRules;
import io.bedrockrelay.fit.answer.AnswerPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Requests as clients really send them, each with the outcome that is right.
class SharedCasesTest {
    private static final Path CASES = Path.of("../shared/cases/cases.jsonl");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Traits.Table RULES = Traits.Table.read();
    private static final Map<String, Predicate<Sent>> OUTCOMES = new TreeMap<>(Map.ofEntries(
            right("01-unsigned-reasoning-replay", lacks("reasoningContent")),
            right("01c-", lacks("reasoningContent")),
            right(
                    "01e-",
                    sent -> sent.at("/messages").size() == 1
                            && lacks("reasoningContent").test(sent)),
            right(
                    "02-reasoning",
                    sent -> budgetFits(sent) && lacks("outputConfig").test(sent)),
            right("02c-", lacks("effort").and(lacks("reasoning")).and(lacks("thinking"))),
            right("02d-", is("/additionalModelRequestFields/reasoning_effort", "high")),
            right("02e-", is("/additionalModelRequestFields/reasoning/effort", "none")),
            right(
                    "02f-",
                    is("/additionalModelRequestFields/thinking/type", "adaptive")
                            .and(is("/additionalModelRequestFields/output_config/effort", "max"))),
            right("02h-", is("/additionalModelRequestFields/reasoningConfig/maxReasoningEffort", "low")),
            right(
                    "03-",
                    lacks("thinking")
                            .and(sent -> sent.at("/toolConfig/toolChoice").has("any"))
                            .and(told("thinking=off"))),
            right(
                    "04-",
                    lacks("topP")
                            .and(sent -> sent.at("/inferenceConfig/temperature").asDouble() == 0.7)),
            right("04b-", lacks("temperature").and(told("temperature-=0.0"))),
            right("04d-", sent -> sent.at("/inferenceConfig/temperature").asDouble() == 1),
            right("04e-", lacks("stopSequences")),
            right("04g-", sent -> sent.at("/inferenceConfig/maxTokens").asInt() == 10_000),
            right("05-", is("/messages/1/content/0/text", "{\"answer\":")),
            right(
                    "05b-",
                    sent -> sent.at("/messages").size() == 1
                            && text(sent).contains("Begin your answer with: Partial answer")
                            && "Partial answer".equals(plan(sent).prefix())),
            right("07-", is("/messages/0/content/0/text", "Say hello.").and(lacks("system"))),
            right("08-schema", root().and(sent -> !text(sent).contains("\"anyOf\":"))),
            right("08c-", root().and(sent -> !text(sent).contains("\"oneOf\":"))),
            right("08d-", root()),
            right(
                    "08n-",
                    sent -> sent.at("/toolConfig/toolChoice").has("auto")
                            && text(sent).contains("You must call")),
            right("08o-", sent -> sent.at("/toolConfig/tools").size() == 1),
            right(
                    "08s-",
                    sent -> plan(sent).firstCallOnly() && lacks("tool_choice").test(sent)),
            right("08t-", SharedCasesTest::isWhole),
            right(
                    "09-",
                    sent -> sent.at("/messages/1/content/0/toolUse/input").isEmpty()
                            && text(sent).contains("Par")),
            right("09d-", is("/messages/1/content/0/toolUse/input/city", "b")),
            right("10-", sent -> sent.at("/messages/2/content").size() == 1),
            right("10c-", lacks("toolResult").and(sent -> text(sent).contains("22"))),
            right("10k-", lacks("reasoningContent")),
            right("11-document", sent -> sent.at("/messages/0/content").size() == 2),
            right("11c-", is("/messages/0/content/1/image/format", "png")),
            right("12-cache", lacks("cachePoint")),
            right("12c-", has("cachePoint").and(lacks("ttl"))),
            right("12d-", sent -> !sent.at("/toolConfig").toString().contains("cachePoint")),
            right("13-json", sent -> schema(sent).path("additionalProperties").isBoolean()),
            right(
                    "13b-",
                    sent -> !schema(sent).toString().contains("\"maxItems\":")
                            && schema(sent).toString().contains("maxItems=3")),
            right(
                    "13c-",
                    sent -> sent.at("/toolConfig/toolChoice").has("tool")
                            && plan(sent).jsonTool() != null),
            right("14-", lacks("requestMetadata").and(told("metadata-=user_id"))),
            right(
                    "15-",
                    sent -> text(sent).contains("<system-reminder>MCP server connected</system-reminder>")
                            && sent.at("/messages").size() == 3),
            right("18-claude-code-to-gpt-oss", lacks("cachePoint").and(lacks("anthropic_beta"))),
            right("18-claude-code-to-nova-lite", has("cachePoint")),
            right("18-claude-code-to-nova-2", has("reasoningConfig").and(lacks("ttl"))),
            right("18-claude-code-to-deepseek", lacks("cachePoint")),
            right("18-claude-code-to-moonshotai", lacks("cachePoint")),
            right("18-claude-code-to-mistral", lacks("cachePoint")),
            right("18-claude-code-to-nvidia", lacks("cachePoint")),
            right("18b-", lacks("reasoningContent")),
            right("19-", root()),
            right("19g-", sent -> text(sent).contains("The tool x can be used.")),
            right("21-relay", sent -> sent.at("/messages/0/content").size() == 2),
            right("21b-", root()),
            right("21e-", lacks("requestMetadata").and(told("metadata-=user"))),
            right("22b-", has("disable_parallel_tool_use")),
            right("24-", sent -> text(sent).contains("cut \ufffd emoji")),
            right("26-", lacks("thinking").and(told("thinking-=between_tools"))),
            right("28-", told("web_search_options-=set")),
            right("28b-", lacks("serviceTier").and(told("service_tier-=priority")))));

    @TestFactory
    Stream<DynamicTest> casesOfTheTranslatedLane() throws IOException {
        assumeTrue(Files.exists(CASES), "the shared cases are not here");
        var tests = new ArrayList<DynamicTest>();
        for (var line : Files.readAllLines(CASES)) {
            var given = JSON.readTree(line);
            var name = given.path("name").asText();
            tests.add(DynamicTest.dynamicTest(name, () -> {
                var elsewhere = elsewhere(given);
                assumeTrue(elsewhere.isEmpty(), elsewhere);
                check(name, given);
            }));
        }
        return tests.stream();
    }

    private static void check(String name, JsonNode given) {
        var modelId = modelId(given.at("/body/model").asText());
        var sent = Sent.of(Sent.dialect(given.path("path").asText()), modelId, Sent.text(given.path("body")));
        if (given.at("/expect/status").asInt() == 400) {
            assertThat(sent.refusal()).as(given.path("expect").toString()).isNotNull();
            return;
        }
        assertThat(sent.refusal()).isNull();
        boolean stream = given.at("/body/stream").asBoolean() && !isWhole(sent);
        assertThat(ConverseRules.broken(sent.body(), RULES.of(modelId).with("images"), stream))
                .as(sent.body().toString())
                .isEmpty();
        OUTCOMES.entrySet().stream()
                .filter(outcome -> name.startsWith(outcome.getKey()))
                .forEach(outcome -> assertThat(sent)
                        .as("%s%n%s%n%s", given.path("expect"), sent.body(), sent.told())
                        .matches(outcome.getValue()));
    }

    /// Why a case is not the translated lane's to decide; empty where it is.
    private static String elsewhere(JsonNode given) {
        var path = given.path("path").asText();
        var model = given.at("/body/model").asText();
        if (path.endsWith("count_tokens")) {
            return "counting has a lane of its own";
        }
        if (given.at("/expect/status").asInt() == 404) {
            return "decided by the path";
        }
        if (given.path("headers").has("authorization")) {
            return "decided by the signature's Region";
        }
        return path.equals("/v1/messages") && model.contains("claude") ? "Claude's own body: the raw lane" : "";
    }

    static String modelId(String name) {
        return Models.ALL.stream()
                .filter(id -> id.endsWith(name) || id.contains("." + name))
                .findFirst()
                .orElse(name);
    }

    private static Map.Entry<String, Predicate<Sent>> right(String name, Predicate<Sent> outcome) {
        return Map.entry(name, outcome);
    }

    private static Predicate<Sent> lacks(String member) {
        return has(member).negate();
    }

    private static Predicate<Sent> has(String member) {
        return sent -> text(sent).contains('"' + member + '"');
    }

    private static Predicate<Sent> is(String pointer, String value) {
        return sent -> sent.at(pointer).asText().equals(value);
    }

    private static Predicate<Sent> told(String item) {
        return sent -> List.of(sent.told().split(",", -1)).contains(item);
    }

    private static Predicate<Sent> root() {
        return is("/toolConfig/tools/0/toolSpec/inputSchema/json/type", "object");
    }

    private static boolean budgetFits(Sent sent) {
        return sent.at("/additionalModelRequestFields/thinking/budget_tokens").asInt()
                < sent.at("/inferenceConfig/maxTokens").asInt();
    }

    private static JsonNode schema(Sent sent) {
        try {
            return JSON.readTree(sent.at("/outputConfig/textFormat/structure/jsonSchema/schema")
                    .asText());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isWhole(Sent sent) {
        var fitted = sent.fitted();
        return fitted != null && fitted.whole();
    }

    private static AnswerPlan plan(Sent sent) {
        var fitted = sent.fitted();
        return fitted == null ? AnswerPlan.NONE : fitted.answer();
    }

    private static String text(Sent sent) {
        return sent.body().toString();
    }
}
