package io.bedrockrelay.dialect.claude.fitting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.dialect.claude.model.ClaudeModels;
import io.bedrockrelay.dialect.claude.outline.Outline;
import io.bedrockrelay.emulator.catalogue.Traits;
import io.bedrockrelay.emulator.invoke.AnthropicRules;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A body that a model takes reaches it byte for byte, and one that it does not take is not made worse. Which bodies
/// those are the emulator says, whose rules know nothing of the relay's table: so the two are held against each other.
class TakenBodyTest {
    private static final int BODIES = 3_000;
    private static final JsonMapper JSON = new JsonMapper();
    private static final ClaudeModels MODELS = ClaudeModels.read();
    private static final Traits.Table TRAITS = Traits.Table.read();
    private static final List<String> BETAS = List.of(
            "interleaved-thinking-2025-05-14",
            "context-management-2025-06-27",
            "tool-search-tool-2025-10-19",
            "effort-2025-11-24",
            "tool-examples-2025-10-29",
            "thinking-token-count-2026-05-13",
            "thinking-display-updates-2026-08-18",
            "mid-conversation-tool-changes-2026-07-01",
            "computer-use-2025-11-24",
            "unheard-of-2027-01-01");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anthropic.claude-3-7-sonnet-20250219-v1:0",
                "anthropic.claude-sonnet-4-20250514-v1:0",
                "anthropic.claude-opus-4-1-20250805-v1:0",
                "anthropic.claude-sonnet-4-5-20250929-v1:0",
                "anthropic.claude-haiku-4-5-20251001-v1:0",
                "anthropic.claude-opus-4-5-20251101-v1:0",
                "anthropic.claude-sonnet-4-6",
                "anthropic.claude-opus-4-6-v1",
                "anthropic.claude-opus-4-7",
                "anthropic.claude-opus-4-8",
                "anthropic.claude-sonnet-5",
                "anthropic.claude-opus-5",
                "anthropic.claude-fable-5",
            })
    void reachesItsModelUnchanged(String id) throws IOException {
        var random = new Random(id.hashCode());
        int taken = 0;
        int mended = 0;
        for (int i = 0; i < BODIES; i++) {
            var body = body(random);
            boolean takes = takes(id, body);
            var wire = ((Fitted.Body) ClaudeFitting.wire(outline(body), body, MODELS.of(id))).json();
            var form = fitted(id, body, true);
            var fitted = fitted(id, body, false);
            var told = new String(body, UTF_8);
            if (takes) {
                taken++;
                assertThat(wire).as(told).isSameAs(body);
                assertThat(new String(fitted, UTF_8)).as(told).isEqualTo(new String(form, UTF_8));
            } else if (takes(id, fitted)) {
                mended++;
            }
        }
        // The generator must not have missed the point: plenty of both kinds.
        assertThat(taken).isGreaterThan(BODIES / 200);
        assertThat(mended).isGreaterThan(BODIES / 20);
    }

    private static boolean takes(String id, byte[] body) throws IOException {
        return AnthropicRules.broken((ObjectNode) JSON.readTree(body), TRAITS.of(id))
                .isEmpty();
    }

    private static byte[] fitted(String id, byte[] body, boolean strict) {
        var wish = new Wish(List.of(), null, null, false, strict);
        return ClaudeFitting.message(outline(body), wish, MODELS.of(id)) instanceof Fitted.Body made
                ? made.json()
                : body;
    }

    private static Outline outline(byte[] body) {
        return ((Outline.Look.Seen) Outline.at(body)).outline();
    }

    /// A body of Bedrock's form with a random choice of the members that models differ about.
    private static byte[] body(Random random) {
        var members = new ArrayList<String>();
        members.add("\"anthropic_version\":\"bedrock-2023-05-31\"");
        members.add("\"max_tokens\": " + (random.nextInt(10) == 0 ? 40_000 : 5_000));
        members.add("\"messages\":[" + messages(random) + "]");
        var betas = BETAS.stream().filter(_ -> random.nextInt(12) == 0).toList();
        if (!betas.isEmpty()) {
            members.add("\"anthropic_beta\" : [\"" + String.join("\", \"", betas) + "\"]");
        }
        maybe(random, 3, members, "\"system\":[{\"type\":\"text\",\"text\":\"Be \\u0062rief.\"" + mark(random) + "}]");
        maybe(random, 2, members, "\"tools\":[" + tools(random) + "]");
        maybe(random, 8, members, "\"temperature\":0.3");
        maybe(random, 10, members, "\"top_p\":0.9");
        maybe(random, 4, members, "\"metadata\":{\"user_id\":\"u\"}");
        maybe(random, 8, members, "\"context_management\":{\"edits\":[{\"type\":\"clear_tool_uses_20250919\"}]}");
        maybe(
                random,
                3,
                members,
                "\"thinking\":"
                        + pick(
                                random,
                                "{\"type\":\"enabled\",\"budget_tokens\":2000}",
                                "{\"type\":\"adaptive\"}",
                                "{ \"type\":\"adaptive\", \"display\":\"summarized\" }",
                                "{\"type\":\"disabled\"}"));
        maybe(
                random,
                5,
                members,
                "\"output_config\":"
                        + pick(
                                random,
                                "{\"effort\":\"low\"}",
                                "{\"effort\" : \"high\"}",
                                "{\"format\":{\"type\":\"json_schema\"}}"));
        return ("{" + String.join(random.nextBoolean() ? ", " : ",", members) + "}").getBytes(UTF_8);
    }

    private static String messages(Random random) {
        var messages = new ArrayList<String>();
        messages.add("{\"role\":\"user\",\"content\":\"Hi, \\ud83d\\ude00\"}");
        if (random.nextInt(3) == 0) {
            messages.add("{\"role\":\"system\",\"content\":\"Mind the step.\"}");
        }
        if (random.nextInt(3) == 0) {
            messages.add("{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"Yes?\"}]}");
            messages.add(
                    "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Go on.\"" + mark(random) + "}]}");
        }
        return String.join(",", messages);
    }

    private static String tools(Random random) {
        var tools = new ArrayList<String>();
        for (var name : List.of("a", "b")) {
            var tool = new StringBuilder("{\"name\":\"" + name + "\",\"input_schema\":{\"type\":\"object\"}");
            tool.append(random.nextInt(6) == 0 ? ",\"defer_loading\":true" : "");
            tool.append(random.nextInt(6) == 0 ? ",\"eager_input_streaming\":true" : "");
            tool.append(random.nextInt(8) == 0 ? ",\"input_examples\":[{}]" : "");
            tools.add(tool.append(mark(random)).append('}').toString());
        }
        return String.join(",", tools);
    }

    private static String mark(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> ",\"cache_control\":{\"type\":\"ephemeral\"}";
            case 1 -> ", \"cache_control\" : {\"type\":\"ephemeral\", \"ttl\":\"1h\"}";
            default -> "";
        };
    }

    private static void maybe(Random random, int oneOf, List<String> members, String member) {
        if (random.nextInt(oneOf) == 0) {
            members.add(member);
        }
    }

    private static String pick(Random random, String... some) {
        return some[random.nextInt(some.length)];
    }
}
