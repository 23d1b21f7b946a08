package io.bedrockrelay.dialect.responses;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.Reading;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTest {
    private static final ResponsesDialect DIALECT =
            new ResponsesDialect(ResponsesSettings.DEFAULT, InstantSource.system());

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
        "input":"Hi","previous_response_id":"resp_1" | previous_response_id | This relay keeps no responses. Send the whole conversation in 'input', reasoning items included.
        "input":"Hi","conversation":"conv_1"         | conversation         | Conversations are not kept here. Send the whole conversation in 'input'.
        "input":"Hi","prompt":{"id":"p"}             | prompt               | Prompt templates are stored at OpenAI. Send 'instructions' and 'input'.
        "input":"Hi","background":true               | background           | 'background' must be false: an answer lives only as long as its request. Use 'stream'.
        "input":"Hi","background_options":{}         | background           | 'background' must be false: an answer lives only as long as its request. Use 'stream'.
        "input":"Hi","stream_options":{"include_obfuscation":true} | stream_options.include_obfuscation | 'stream_options.include_obfuscation' must be false: no obfuscation is sent here.
        "input":"Hi","service_tier":"scale"          | service_tier         | 'service_tier' must be one of auto, default, flex, priority, reserved, fast.
        "input":"Hi","max_output_tokens":0           | max_output_tokens    | 'max_output_tokens' must be a whole number of at least 1.
        "input":"Hi","reasoning":{"effort":"huge"}   | reasoning.effort     | 'reasoning.effort' must be one of none, minimal, low, medium, high, xhigh, max.
        "input":"Hi","text":{"format":{"type":"xml"}} | text.format.type    | 'text.format.type' must be one of text, json_object, json_schema.
        "input":"Hi","prompt_cache_options":{"mode":"no"} | prompt_cache_options.mode | 'prompt_cache_options.mode' must be implicit or explicit.
        "stream":true                                | input                | 'input' is missing.
        "input":7                                    | input                | 'input' must be a string or an array.
        "input":[]                                   | input                | 'input' must hold at least one item that says something.
        "input":" "                                  | input                | 'input' must hold at least one item that says something.
        "input":[{"role":"assistant","content":""}]  | input                | 'input' must hold at least one item that says something.
        "input":[{"type":"item_reference","id":"rs_1"}] | input[0]          | Items are not kept here: send the item itself. Vercel AI SDK: set providerOptions.openai.store to false.
        "input":[{"role":"user","content":"a"},{"type":"computer_call"}] | input[1].type | 'input[1].type' computer_call: this tool is not served here.
        "input":[{"type":"apply_patch_call_output"}] | input[0].type        | 'input[0].type' apply_patch_call_output: this tool is not served here.
        "input":[{"type":"program"}]                 | input[0].type        | 'input[0].type' program: this tool is not served here.
        "input":[{"type":"compaction","encrypted_content":"x"}] | input[0].type | Compaction is not served here: let the client summarise the conversation (Codex does with a `[model_providers.…]` entry of its own), or start a new one.
        "input":[{"type":"novelty"}]                 | input[0].type        | 'input[0].type' novelty: items of this type are not known here.
        "input":[{"role":"critic","content":"a"}]    | input[0].role        | 'input[0].role' must be one of user, assistant, system, developer.
        "input":[{"role":"user","content":[{"type":"video"}]}] | input[0].content[0].type | 'input[0].content[0].type' must be one of input_text, input_image, input_file, input_audio, text, output_text.
        "input":[{"role":"user","content":[{"type":"input_image","file_id":"f"}]}] | input[0].content[0].file_id | Files are not stored here: send 'image_url' with a data URL.
        "input":[{"role":"user","content":[{"type":"input_file","file_id":"f"}]}]  | input[0].content[0].file_id | Files are not stored here: send 'file_data' with a data URL.
        "input":[{"role":"user","content":[{"type":"input_image","image_url":"file:///x"}]}] | input[0].content[0].image_url | 'input[0].content[0].image_url' must be a data: URL in base64, or an http(s) URL.
        "input":[{"type":"mcp_call","id":"m","server_label":"s","name":"n"}] | input[0] | 'input[0]' has neither 'output' nor 'error': this tool is not served here.
        "input":[{"role":"user","content":"a"},{"type":"function_call_output","call_id":"x","output":""}] | input[1].call_id | No tool call found for function call output with call_id x.
        "input":[{"role":"user","content":"a"},{"type":"function_call","call_id":"x","name":"f","arguments":""},{"role":"user","content":"b"}] | input[1].call_id | No tool output found for function call x.
        "input":[{"type":"function_call","call_id":"x","name":"f"},{"type":"function_call","call_id":"y","name":"f"},{"type":"function_call_output","call_id":"x","output":""}] | input[1].call_id | No tool output found for function call y.
        "input":"Hi","tools":[{"type":"file_search"}] | tools[0].type | 'tools[0].type' file_search runs at OpenAI and cannot here; leave it out.
        "input":"Hi","tools":[{"type":"mcp"}]        | tools[0].type        | 'tools[0].type' mcp runs at OpenAI and cannot here; leave it out.
        "input":"Hi","tools":[{"type":"computer_use_preview"}] | tools[0].type | 'tools[0].type' computer_use_preview runs at OpenAI and cannot here; leave it out.
        "input":"Hi","tools":[{"type":"shell"}]      | tools[0].type        | 'tools[0].type' shell runs at OpenAI and cannot here; declare it as a function or custom tool.
        "input":"Hi","tool_choice":"required","tools":[{"type":"web_search"}] | tool_choice | 'tool_choice' asks for a tool call, but there is none of these 'tools'.
        "input":"Hi","tool_choice":{"type":"function","name":"f"} | tool_choice.name | 'tool_choice.name' names none of the 'tools'.
        "input":"Hi","tool_choice":{"type":"web_search"} | tool_choice.type | 'tool_choice.type' must be one of function, custom, local_shell, tool_search, allowed_tools.
        """)
    void aRefusalNamesTheFieldAndTheRemedy(String members, String field, String message) {
        assertThat(DIALECT.read(body("{\"model\":\"m\"," + members + "}")))
                .isEqualTo(new Reading.Refused(new Failure.Invalid(field, message)));
    }

    @Test
    void aModelIsWanted() {
        assertThat(DIALECT.read(body("{\"input\":\"Hi\"}")))
                .isEqualTo(
                        new Reading.Refused(new Failure.Invalid("model", "'model' is missing; it must be a string.")));
    }

    @Test
    void theCodeOfAStoredResponseIsTheOneThatClientsFallBackOn() {
        assertThat(written(new Failure.Invalid("previous_response_id", "No."))).isEqualTo("""
            {"error":{"message":"No.","type":"invalid_request_error","param":"previous_response_id",\
            "code":"previous_response_not_found"}}\
            """);
        assertThat(written(new Failure.Rejected("Input is too long for requested model.", null)))
                .isEqualTo("""
                    {"error":{"message":"Input is too long for requested model.","type":"invalid_request_error",\
                    "param":"input","code":"context_length_exceeded"}}\
                    """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"novelty", "shell_call_v2"})
    void aSiteMayLeaveUnknownItemsOut(String type) {
        var settings = new ResponsesSettings(true, true, 8, 1);
        var body = "{\"model\":\"m\",\"input\":[{\"role\":\"user\",\"content\":\"a\"},{\"type\":\"" + type + "\"}]}";
        var reading = new ResponsesDialect(settings, InstantSource.system()).read(body(body));
        assertThat(reading).isInstanceOfSatisfying(Reading.Read.class, read -> assertThat(read.adapted())
                .singleElement()
                .satisfies(told -> assertThat(told.toString()).isEqualTo("item-=" + type + ":1")));
    }

    @Test
    void whatIsNotServedIsSaidInWords() {
        assertThat(written(Unserved.compact())).contains("\"param\":null", "\"code\":\"invalid_request_error\"");
        assertThat(written(Unserved.stored("resp_1")))
                .contains("Response 'resp_1' is not stored: this relay keeps no responses.", "\"code\":\"not_found\"");
        assertThat(written(Unserved.stored("x".repeat(5_000)))).hasSizeLessThan(300);
        assertThat(written(Unserved.legacyCompletions())).contains("use /v1/chat/completions or /v1/responses.");
        var upgrade = new JsonWriter();
        Unserved.upgrade(upgrade);
        assertThat(text(upgrade)).isEqualTo("""
            {"error":{"message":"WebSocket is not served here: use HTTP.","type":"invalid_request_error",\
            "param":null,"code":"upgrade_required"}}\
            """);
        var tokens = new JsonWriter();
        Unserved.inputTokens(12_345, tokens);
        assertThat(text(tokens)).isEqualTo("{\"object\":\"response.input_tokens\",\"input_tokens\":12345}");
    }

    private static String written(Failure failure) {
        var out = new JsonWriter();
        DIALECT.failure(failure, "req-1", out);
        return text(out);
    }

    private static String text(JsonWriter out) {
        return new String(out.toBytes(), StandardCharsets.UTF_8);
    }

    private static byte[] body(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
