package io.bedrockrelay.dialect.claude;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.dialect.GoldenTable;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaudeBodyTest {
    private static final JsonMapper JSON = new JsonMapper();
    private final ClaudeBody rules = new ClaudeBody(ClaudeRules.DEFAULT);

    @TestFactory
    Stream<DynamicTest> editsAsTheTableSays() {
        return new GoldenTable("anthropic/raw.txt").tests(given -> {
            var betas = given.getOrDefault("betas", "").lines().toList();
            var longContext = betas.contains("[1m]");
            var headers = betas.stream().filter(beta -> !beta.equals("[1m]")).toList();
            return Map.of("bedrock", edited(given.getOrDefault("body", "").strip(), headers, longContext));
        });
    }

    static Stream<String> refusedFields() {
        return ClaudeRules.DEFAULT.refusedFields().stream();
    }

    @ParameterizedTest
    @MethodSource("refusedFields")
    void takesEveryRefusedFieldOutWhereverItStandsAmongOthers(String path) throws IOException {
        var names = path.split("\\.", -1);
        var last = "\"" + names[names.length - 1] + "\":{\"deep\":[1,{\"a\":\"}\"}]}";
        for (var inner : List.of(last, last + ",\"z\":1", "\"y\" : 1 , " + last, "\"y\":1," + last + " , \"z\":[2]")) {
            var member = "{" + inner + "}";
            for (int i = names.length - 2; i >= 0; i--) {
                member = "{\"" + names[i] + "\":[" + member + "," + member + "]}";
            }
            var body = member.substring(0, 1) + "\"model\":\"claude\"," + member.substring(1);
            var expected = (ObjectNode) JSON.readTree(body);
            expected.remove("model");
            without(expected, List.of(names));
            expected.put("anthropic_version", "bedrock-2023-05-31");

            assertThat(JSON.readTree(edited(body, List.of(), false))).isEqualTo(expected);
        }
    }

    private static void without(JsonNode node, List<String> path) {
        if (node.isArray()) {
            node.forEach(element -> without(element, path));
        } else if (path.size() == 1) {
            ((ObjectNode) node).remove(path.getFirst());
        } else {
            without(node.path(path.getFirst()), path.subList(1, path.size()));
        }
    }

    @Test
    void leavesTheSameNamesAloneWhereTheyAreTheCallersOwn() {
        var input = "{\"cache_control\":{\"scope\":1},\"model\":2,\"defer_loading\":true}";
        var body = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"tool_use\",\"input\":"
                + input + "}]}],\"tools\":[{\"name\":\"t\",\"input_schema\":" + input + "}]}";

        assertThat(edited(body, List.of(), false)).contains("\"input\":" + input, "\"input_schema\":" + input);
    }

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
        var body =
                "{\"max_tokens\":64,\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":1024},\"messages\":[{\"model\":1}],"
                        + "\"stream\":true,\"model\":\"claude-sonnet-4-6[1m]\"}";

        assertThat(seen(body)).isEqualTo(new ClaudeRequest("claude-sonnet-4-6[1m]", true, 64, 1024, List.of()));
    }

    private String edited(String body, List<String> betas, boolean longContext) {
        return new String(rules.forInvoke(body.getBytes(UTF_8), seen(body), betas, longContext), UTF_8);
    }

    static ClaudeRequest seen(String body) {
        return switch (ClaudeRequest.at(body.getBytes(UTF_8))) {
            case ClaudeRequest.Look.Seen seen -> seen.request();
            case ClaudeRequest.Look.Refused refused ->
                throw new AssertionError(
                        Arrays.asList(refused.failure().message(), body).toString());
        };
    }
}
