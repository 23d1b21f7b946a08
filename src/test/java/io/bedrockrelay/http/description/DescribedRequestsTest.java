package io.bedrockrelay.http.description;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.bedrockrelay.dialect.GoldenTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the readers take, the description allows: every golden request that is read, what clients were seen to send,
/// and what Bedrock takes.
class DescribedRequestsTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final Path SHARED = Path.of("../shared");
    private static final Schemas SCHEMAS = Schemas.told();

    @Test
    void chatCompletions() {
        var requests = read("openai/requests.txt", "request", "Read");
        assertThat(requests.size()).isGreaterThan(20);
        requests.forEach(request -> SCHEMAS.holds("OpenAiChatRequest", request, request));
    }

    @Test
    void responses() {
        var requests = read("responses/requests.txt", "request", "Read");
        // A tool of a type that nobody knows is left out and told, and a thought without a proper id is one that cannot
        // be read: the description does not invite to them.
        requests.removeIf(request -> request.toString().contains("strange, tool")
                || request.toString().contains("\"id\":7"));
        assertThat(requests.size()).isGreaterThan(10);
        requests.forEach(request -> SCHEMAS.holds("ResponsesRequest", request, request));
    }

    @Test
    void messages() {
        var requests = read("anthropic/requests.txt", "body", "");
        assertThat(requests.size()).isGreaterThanOrEqualTo(25);
        requests.forEach(request -> SCHEMAS.holds("AnthropicRequest", request, request));
    }

    @Test
    void converse() throws IOException {
        assertThat(files(GOLDEN.resolve("converse"), ".json"))
                .hasSizeGreaterThan(10)
                .allSatisfy(file -> SCHEMAS.holds("ConverseRequest", json(file), file));
    }

    @Test
    void whatClientsSendToChatCompletionsMessagesAndTheRelay() throws IOException {
        var cases = SHARED.resolve("cases/cases.jsonl");
        assumeTrue(Files.exists(cases), "the shared cases are not here");
        for (var line : Files.readAllLines(cases)) {
            var each = Schemas.json(line);
            if (each.at("/expect/status").asInt() == 200) {
                SCHEMAS.holds(schema(each.path("path").asText()), each.path("body"), each.path("name"));
            }
        }
    }

    @Test
    void whatClientsOfResponsesSend() throws IOException {
        var captures = SHARED.resolve("openai/captures");
        assumeTrue(Files.exists(captures), "the captures are not here");
        var taken = new ArrayList<Path>();
        for (var file : files(captures, ".request.json")) {
            var body = json(file).path("body");
            // References to what is stored, compaction and WebSockets are refused with the remedy.
            boolean refused = body.toString().contains("item_reference")
                    || body.toString().contains("compaction_trigger")
                    || !body.has("input");
            if (!refused) {
                SCHEMAS.holds("ResponsesRequest", body, file);
                taken.add(file);
            }
        }
        assertThat(taken).hasSizeGreaterThan(10);
    }

    @Test
    void whatClaudeCodeSends() throws IOException {
        var requests = SHARED.resolve("bedrock/claude-code/requests.jsonl");
        assumeTrue(Files.exists(requests), "the captures are not here");
        for (var line : Files.readAllLines(requests)) {
            var each = Schemas.json(line);
            if (each.path("method").asText().equals("POST")) {
                SCHEMAS.holds(schema(each.path("path").asText()), each.path("body"), each.path("case"));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RelayChatRequest | {'model':'m','messages':[{'role':'user','content':'Hi'}]}",
                "RelayMessage | {'role':'user','content':[{'type':'text','text':'Hi'},'there']}",
                "RelayToolResultBlock | {'type':'tool-result','id':'1'}",
                "RelayNewProfile | {'name':'a','source':'nova-lite','tags':[{'key':'a','value':'b'}]}",
                "OpenAiChatRequest | {'model':'m','messages':[{'role':'user','content':'Hi'}],'n':null}",
                "OpenAiToolMessage | {'role':'tool','tool_call_id':'1'}",
                "OpenAiEmbeddingRequest | {'model':'m','input':['a']}",
                "ResponsesRequest | {'model':'m','input':[{'role':'user','content':'Hi'}]}",
                "ResponsesFunctionCall | {'type':'function_call','call_id':'1','name':'a'}",
                "AnthropicRequest | {'model':'m','max_tokens':1,'messages':[{'role':'user','content':'Hi'}]}",
                "AnthropicCountRequest | {'model':'m','messages':[{'role':'user','content':'Hi'}]}",
                "AnthropicToolResultBlock | {'type':'tool_result','tool_use_id':'1'}",
                "ConverseRequest | {'messages':[{'role':'user','content':[{'text':'Hi'}]}]}",
                "InvokeRequest | {'anthropic_version':'v','max_tokens':1,'messages':[{'role':'user','content':'Hi'}]}",
                "CountTokensRequest | {'input':{'converse':{'messages':[{'role':'user','content':[{'text':'Hi'}]}]}}}",
            })
    void whatIsBrokenIsNone(String schema, String request) {
        SCHEMAS.refusesWhatIsBroken(schema, Schemas.json(request.replace('\'', '"')));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RelayChatRequest | {'model':'m','messages':[{'role':'user','content':'Hi'}],'max_tokens':1}",
                "RelayChatRequest | {'model':'m','messages':[{'role':'system','content':'Hi'}]}",
                "RelayChatRequest | {'model':'m','messages':[]}",
                "RelayBlock | {'type':'image','format':'png'}",
                "RelayBlock | {'type':'picture','format':'png','data':'AA=='}",
                "OpenAiChatRequest | {'model':'m','messages':[{'role':'user','content':'Hi'}],'n':2}",
                "OpenAiChatRequest | {'model':'m','messages':[{'role':'robot','content':'Hi'}]}",
                "OpenAiChatRequest | {'model':'m','messages':[{'role':'user','content':'Hi'}],'temperature':3}",
                "OpenAiUserPart | {'type':'refusal','refusal':'no'}",
                "OpenAiEmbeddingRequest | {'model':'m','input':[1,2]}",
                "ResponsesRequest | {'model':'m','input':[{'type':'item_reference','id':'1'}]}",
                "ResponsesRequest | {'model':'m','input':'Hi','background':true}",
                "AnthropicRequest | {'model':'m','max_tokens':0,'messages':[{'role':'user','content':'Hi'}]}",
                "AnthropicBlock | {'type':'image','source':{'type':'file','file_id':'1'}}",
                "AnthropicTool | {'name':'a'}",
                "ConverseBlock | {'text':'a','image':{'format':'png','source':{'bytes':'AA=='}}}",
                "ConverseRequest | {'messages':[{'role':'system','content':[{'text':'Hi'}]}]}",
            })
    void whatIsRefusedIsNotDescribed(String schema, String request) {
        assertThat(SCHEMAS.complaints(schema, Schemas.json(request.replace('\'', '"'))))
                .isNotEmpty();
    }

    private static String schema(String path) {
        if (path.contains("/chat/completions")) {
            return "OpenAiChatRequest";
        }
        if (path.contains("count_tokens")) {
            return "AnthropicCountRequest";
        }
        if (path.contains("/messages")) {
            return "AnthropicRequest";
        }
        return path.contains("/invoke") ? "InvokeRequest" : "RelayChatRequest";
    }

    /// Those cases of a table that are read and not refused.
    private static List<JsonNode> read(String table, String given, String beginning) {
        var requests = new ArrayList<JsonNode>();
        new GoldenTable(table).cases().forEach((_, sections) -> {
            var read = sections.getOrDefault("read", "refused");
            if (read.startsWith(beginning) && !read.toLowerCase(Locale.ROOT).startsWith("refused")) {
                requests.add(Schemas.json(sections.getOrDefault(given, "")));
            }
        });
        return requests;
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    private static JsonNode json(Path file) throws IOException {
        return Schemas.json(Files.readString(file));
    }
}
