package io.bedrockrelay.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.dialect.Reading;
import io.bedrockrelay.dialect.completions.CompletionsDialect;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every field that can be wrong is refused by its own path, with a word of what would be right.
class RefusalTest {

    /// A member of the body, beside a sound model and message unless it replaces them.
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "model":null                                      | model                     | is missing
            "model":7                                         | model                     | must be a string
            "model":" "                                       | model                     | must not be blank
            "messages":null                                   | messages                  | at least one message
            "messages":[]                                     | messages                  | at least one message
            "messages":"Hi"                                   | messages                  | must be an array
            "messages":[7]                                    | messages[0].role          | is missing
            "messages":[{"content":"x"}]                      | messages[0].role          | is missing
            "messages":[{"role":"robot","content":"x"}]       | messages[0].role          | must be one of system
            "messages":[{"role":"user"}]                      | messages[0].content       | is missing
            "messages":[{"role":"user","content":7}]          | messages[0].content       | must be a string
            "messages":[{"role":"user","content":""}]         | messages                  | at least one message
            "messages":[{"role":"user","content":[]}]         | messages                  | at least one message
            "messages":[{"role":"tool","content":"x"}]        | messages[0].tool_call_id  | is missing
            "messages":[{"role":"function","name":"f","content":"x"}] | messages[0].name  | 'function_call'
            "n":2                                             | n                         | must be 1
            "n":0                                             | n                         | at least 1
            "modalities":["text","audio"]                     | modalities[1]             | must be 'text'
            "functions":[{"name":"f"}]                        | functions                 | 'tools'
            "function_call":"auto"                            | function_call             | 'tool_choice'
            "max_tokens":0                                    | max_tokens                | at least 1
            "max_tokens":1.5                                  | max_tokens                | whole number
            "max_completion_tokens":"9"                       | max_completion_tokens     | whole number
            "temperature":2.1                                 | temperature               | from 0 to 2
            "temperature":"hot"                               | temperature               | must be a number
            "top_p":-0.1                                      | top_p                     | from 0 to 1
            "stop":7                                          | stop                      | must be an array
            "stop":["a",7]                                    | stop[1]                   | must be a string
            "stream":"yes"                                    | stream                    | true or false
            "stream_options":{"include_usage":1}              | stream_options.include_usage | true or false
            "reasoning_effort":"huge"                         | reasoning_effort          | must be one of none
            "service_tier":"scale"                            | service_tier              | must be one of auto
            "performanceConfig":{"latency":"fast"}            | performanceConfig.latency | standard or optimized
            "metadata":{"a":1}                                | metadata.a                | must be a string
            "metadata":["a"]                                  | metadata                  | must be an object
            "guardrailConfig":{"guardrailIdentifier":"g"}     | guardrailConfig.guardrailVersion | is missing
            "additionalModelRequestFields":"x"                | additionalModelRequestFields | must be an object
            "thinking":true                                   | thinking                  | must be an object
            "response_format":{"type":"xml"}                  | response_format.type      | must be one of text
            "response_format":{}                              | response_format.type      | is missing
            "response_format":{"type":"json_schema"}          | response_format.json_schema.schema | is missing
            "parallel_tool_calls":0                           | parallel_tool_calls       | true or false
            "tools":{}                                        | tools                     | must be an array
            "tools":[{"type":"custom"}]                       | tools[0].type             | must be 'function'
            "tools":[{"type":"function"}]                     | tools[0].function.name    | is missing
            "tools":[{"type":"function","function":{"name":"f","parameters":[]}}] | tools[0].function.parameters | an object
            "tools":[{"type":"function","function":{"name":"f","strict":1}}]      | tools[0].function.strict | true or false
            "tool_choice":"some"                              | tool_choice               | must be one of none
            "tool_choice":"required"                          | tool_choice               | there is none
            "tool_choice":{"type":"custom"}                   | tool_choice.type          | must be one of function
            "tool_choice":{"type":"function","function":{"name":"f"}} | tool_choice.function.name | names none
            "tool_choice":{"type":"allowed_tools","allowed_tools":{"mode":"auto","tools":[]}} | tool_choice.allowed_tools.tools | none
            """)
    void aWrongMemberIsNamed(String member, String field, String complaint) {
        var sound = new StringBuilder();
        if (!member.startsWith("\"model\"")) {
            sound.append("\"model\":\"m\",");
        }
        if (!member.startsWith("\"messages\"")) {
            sound.append("\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],");
        }
        refused("{" + sound + member + "}", field, complaint);
    }

    /// A part of the user's content.
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"type":"video_url"}                                          | type            | text, image_url
            {"type":"refusal","refusal":"no"}                             | type            | text, image_url
            {"type":"text"}                                               | text            | is missing
            {"type":"text","text":"x","cache_control":{"type":"big"}}     | cache_control.type | 'ephemeral'
            {"type":"text","text":"x","cache_control":{"type":"ephemeral","ttl":"2h"}} | cache_control.ttl | 5m or 1h
            {"type":"image_url"}                                          | image_url.url   | is missing
            {"type":"image_url","image_url":{"url":"cat.png"}}            | image_url.url   | data: URL
            {"type":"image_url","image_url":{"url":"data:image/png,x"}}   | image_url.url   | data:TYPE;base64,DATA
            {"type":"image_url","image_url":{"url":"data:image/png;base64,"}} | image_url.url | data:TYPE;base64,DATA
            {"type":"image_url","image_url":{"url":"data:image/tiff;base64,AA"}} | image_url.url | png, jpeg, gif
            {"type":"file","file":{"file_id":"f-1"}}                      | file.file_id    | 'file_data'
            {"type":"file","file":{"filename":"a.pdf"}}                   | file.file_data  | is missing
            {"type":"file","file":{"file_data":"AAAA"}}                   | file.file_data  | 'filename'
            {"type":"file","file":{"filename":"a.zip","file_data":"AAAA"}} | file.file_data | pdf, csv
            {"type":"input_audio","input_audio":{"format":"aiff","data":"AA"}} | input_audio.format | wav or mp3
            {"type":"input_audio","input_audio":{"format":"wav"}}         | input_audio.data | is missing
            """)
    void aWrongPartIsNamed(String part, String field, String complaint) {
        var body = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[" + part + "]}]}";
        refused(body, "messages[0].content[0]." + field, complaint);
    }

    /// A member of an assistant's message.
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "content":[{"type":"image_url","image_url":"x"}]  | content[0].type       | text, refusal
            "tool_calls":[{"type":"custom","id":"c"}]         | tool_calls[0].type    | must be 'function'
            "tool_calls":[{"function":{"name":"f"}}]          | tool_calls[0].id      | is missing
            "tool_calls":[{"id":"c"}]                         | tool_calls[0].function.name | is missing
            "function_call":{"arguments":"{}"}                | function_call.name    | is missing
            "reasoning_content":7                             | reasoning_content     | must be a string
            "reasoning_details":[{"type":"reasoning.image"}]  | reasoning_details[0].type | must be one of
            "reasoning_details":[{"type":"reasoning.encrypted"}] | reasoning_details[0].data | is missing
            """)
    void aWrongMemberOfAnAssistantIsNamed(String member, String field, String complaint) {
        var body = "{\"model\":\"m\",\"messages\":[{\"role\":\"assistant\"," + member + "}]}";
        refused(body, "messages[0]." + field, complaint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "\"Hi\"", "{", "{\"model\":\"m\"} {}", "{\"model\":\"m\",\"model\":\"n\"}"})
    void aBodyThatIsNotOneJsonObjectIsRefusedAsAWhole(String body) {
        var reading = new CompletionsDialect().read(body.getBytes(StandardCharsets.UTF_8));
        assertThat(reading).isInstanceOf(Reading.Refused.class);
        var failure = (Failure.Invalid) ((Reading.Refused) reading).failure();
        assertThat(failure.field()).isNull();
        assertThat(failure.message()).startsWith("The body ");
    }

    private static void refused(String body, String field, String complaint) {
        var reading = new CompletionsDialect().read(body.getBytes(StandardCharsets.UTF_8));
        assertThat(reading).isInstanceOf(Reading.Refused.class);
        var failure = (Failure.Invalid) ((Reading.Refused) reading).failure();
        assertThat(failure.field()).isEqualTo(field);
        assertThat(failure.message()).contains("'" + field + "'").contains(complaint);
    }
}
