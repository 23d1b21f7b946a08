package io.bedrockrelay.bedrock.request;

import static io.bedrockrelay.bedrock.request.Requests.cachePoints;
import static io.bedrockrelay.bedrock.request.Requests.documents;
import static io.bedrockrelay.bedrock.request.Requests.everyBlock;
import static io.bedrockrelay.bedrock.request.Requests.everySetting;
import static io.bedrockrelay.bedrock.request.Requests.function;
import static io.bedrockrelay.bedrock.request.Requests.history;
import static io.bedrockrelay.bedrock.request.Requests.request;
import static io.bedrockrelay.bedrock.request.Requests.simple;
import static io.bedrockrelay.bedrock.request.Requests.toolResults;
import static io.bedrockrelay.bedrock.request.Requests.tools;
import static io.bedrockrelay.bedrock.request.Requests.turns;
import static io.bedrockrelay.bedrock.request.Requests.user;
import static io.bedrockrelay.bedrock.request.Requests.withSystem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.ChatRequest;
import io.bedrockrelay.chat.Json;
import io.bedrockrelay.chat.Message;
import io.bedrockrelay.chat.Role;
import io.bedrockrelay.chat.ToolChoice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Requests against the JSON they become, in `src/test/resources/golden/converse`.
class ConverseWriterTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "converse");
    private static final ObjectMapper JSON = new ObjectMapper();

    record Case(String name, ChatRequest request, boolean stream) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> cases() {
        return List.of(
                new Case("every-block", everyBlock(), false),
                new Case("every-setting", everySetting(), false),
                new Case("every-setting-stream", everySetting(), true),
                new Case("turns", turns(), true),
                new Case("tools", tools(new ToolChoice.Named("get weather!")), true),
                new Case("tools-any", simple(List.of(function("a")), new ToolChoice.Any()), true),
                new Case("tools-auto", simple(List.of(function("a")), new ToolChoice.Auto()), true),
                new Case("tools-none", simple(List.of(function("a")), new ToolChoice.None()), true),
                new Case("tools-none-with-history", history(List.of(function("lookup")), new ToolChoice.None()), true),
                new Case("history-without-tools", history(List.of(), null), true),
                new Case("cache-points", cachePoints(), true),
                new Case("documents", documents(), true),
                new Case("tool-results", toolResults(), true));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void becomesItsGoldenJson(Case golden) throws IOException {
        var written = write(golden.request(), golden.stream());
        var expected = JSON.readTree(Files.readAllBytes(GOLDEN.resolve(golden.name() + ".json")));
        assertThat(json(written).toPrettyString()).isEqualTo(expected.toPrettyString());
    }

    @Test
    void theSameRequestGivesTheSameBytes() {
        for (var golden : cases()) {
            assertThat(write(golden.request(), golden.stream()).json())
                    .isEqualTo(write(golden.request(), golden.stream()).json());
        }
    }

    @Test
    void toolNamesAreMappedThereAndBack() throws IOException {
        var names = List.of("ok_name-1", "has space", "has.space", "has/space", "x".repeat(80), "x".repeat(81), "日本");
        var written = write(simple(names.stream().map(Requests::function).toList(), null), false);
        var sent = new ArrayList<String>();
        json(written)
                .path("toolConfig")
                .path("tools")
                .forEach(tool -> sent.add(tool.path("toolSpec").path("name").asText()));
        assertThat(sent).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-zA-Z0-9_-]{1,64}"));
        assertThat(sent.getFirst()).isEqualTo("ok_name-1");
        assertThat(sent.stream().map(written.toolNames())).isEqualTo(names);
        assertThat(written.toolNames().apply("never_sent")).isEqualTo("never_sent");
    }

    @Test
    void aReplacementNeverTakesANameInUse() throws IOException {
        var first = json(write(simple(List.of(function("a b")), null), false));
        var taken = first.path("toolConfig")
                .path("tools")
                .path(0)
                .path("toolSpec")
                .path("name")
                .asText();
        var written = write(simple(List.of(function("a b"), function(taken)), null), false);
        var tools = json(written).path("toolConfig").path("tools");
        assertThat(tools.path(0).path("toolSpec").path("name").asText()).isNotEqualTo(taken);
        assertThat(tools.path(1).path("toolSpec").path("name").asText()).isEqualTo(taken);
    }

    @Test
    void urlsAreRefusedByTheirPath() {
        var url = new Block.Image(
                "png", new Block.Source.Url("https://example.com/cat.png", "messages[0].content[1].url"));
        var result = new Block.ToolResult("t", List.of(new Block.Text("x"), url), false);
        assertRefused(request(user(new Block.Text("x"), url)), "messages[0].content[1].url", "base64");
        assertRefused(request(user(new Block.Text("x")), user(result)), "messages[0].content[1].url", "base64");
    }

    @Test
    void whatHasNoPlaceIsRefusedByItsPath() {
        var image = new Block.Image("png", new Block.Source.Base64("AA=="));
        assertRefused(withSystem(image), "system[0]", "an image");
        assertRefused(request(user(new Block.Data(new Json("1")))), "messages[0].content[0]", "JSON");
        assertRefused(
                request(user(new Block.Image("png", new Block.Source.PlainText("x")))),
                "messages[0].content[0]",
                "text");
        assertRefused(
                request(new Message(Role.ASSISTANT, List.of(new Block.ToolUse("i", "n", new Json("[1]"))))),
                "messages[0].content[0].input",
                "object");
    }

    @Test
    void aConversationOfBlanksIsRefused() {
        assertRefused(request(user(new Block.Text(" \n")), user()), "messages", "blank");
    }

    @Test
    void halfACharacterIsSentAsAnEscape() {
        var written = write(request(user(new Block.Text("cut \ud83d"))), true);
        assertThat(new String(written.json(), StandardCharsets.UTF_8)).contains("\"cut \\uD83D\"");
    }

    @Test
    void halfACharacterInJsonTextIsRefused() {
        var use = new Block.ToolUse("i", "n", new Json("{\"a\":\"cut \ud83d\"}"));
        var request = request(new Message(Role.ASSISTANT, List.of(use)));
        var refused = (ConverseBody.Refused) ConverseWriter.write(request, true);
        assertThat(refused.failure().message()).contains("surrogate").doesNotContain("cut \ud83d");
    }

    @Test
    void wholeCharactersBeyondTheFirstPlaneAreSent() throws IOException {
        var written = write(request(user(new Block.Text("\ud83d\ude00 日本"))), true);
        assertThat(json(written).findValue("text").textValue()).isEqualTo("\ud83d\ude00 日本");
    }

    private static void assertRefused(ChatRequest request, String field, String words) {
        var refused = (ConverseBody.Refused) ConverseWriter.write(request, true);
        assertThat(refused.failure().field()).isEqualTo(field);
        assertThat(refused.failure().message()).contains(words);
    }

    private static ConverseBody.Written write(ChatRequest request, boolean stream) {
        return (ConverseBody.Written) ConverseWriter.write(request, stream);
    }

    private static JsonNode json(ConverseBody.Written written) throws IOException {
        return JSON.readTree(written.json());
    }
}
