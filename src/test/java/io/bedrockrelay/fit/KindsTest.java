package io.bedrockrelay.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.dialect.relay.RelayDialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Model × request → what is sent and what is told, kind by kind.
class KindsTest {
    private static final String HI = "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]";
    private static final String TOOL = """
            "tools":[{"type":"function","function":{"name":"t","parameters":{"type":"object","properties":{}}}}]""";

    /// Members of an OpenAI body beside a message; a pointer into the body that is sent and its value, `-` for nothing
    /// there; an item that is told, `-` for nothing told at all.
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            anthropic.claude-opus-4-8    | "temperature":1,"top_p":1         | /inferenceConfig                      | -    | temperature-=1.0
            openai.gpt-5.6-luna          | "temperature":0.3                 | /inferenceConfig                      | -    | temperature-=0.3
            openai.gpt-oss-120b-1:0      | "temperature":0.3                 | /inferenceConfig/temperature          | 0.3  | -
            xai.grok-4.6                 | "top_p":0.3                       | /inferenceConfig/topP                 | 0.3  | -
            anthropic.claude-haiku-4-5-20251001-v1:0 | "temperature":2,"top_p":0.5 | /inferenceConfig/temperature    | 1.0  | temperature=1.0
            anthropic.claude-haiku-4-5-20251001-v1:0 | "temperature":2,"top_p":0.5 | /inferenceConfig/topP           | -    | top_p-=0.5
            anthropic.claude-haiku-4-5-20251001-v1:0 | "temperature":0.2,"max_tokens":8000,"reasoning_effort":"low" | /inferenceConfig/temperature | - | temperature-=0.2
            anthropic.claude-haiku-4-5-20251001-v1:0 | "max_tokens":8000,"reasoning_effort":"low"    | /additionalModelRequestFields/thinking/budget_tokens | 2560 | thinking=2560
            anthropic.claude-haiku-4-5-20251001-v1:0 | "max_tokens":8000,"reasoning_effort":"medium" | /additionalModelRequestFields/thinking/budget_tokens | 4000 | thinking=4000
            anthropic.claude-haiku-4-5-20251001-v1:0 | "max_tokens":1000,"reasoning_effort":"high"   | /additionalModelRequestFields | - | thinking-=1024
            anthropic.claude-haiku-4-5-20251001-v1:0 | "reasoning_effort":"high"      | /additionalModelRequestFields/thinking/budget_tokens | 16384 | max_tokens+=64000
            anthropic.claude-opus-4-5-20251101-v1:0  | "max_tokens":4000,"thinking":{"type":"enabled","budget_tokens":9000} | /additionalModelRequestFields/thinking/budget_tokens | 3800 | thinking=3800
            anthropic.claude-opus-5      | "thinking":{"type":"enabled","budget_tokens":9000} | /additionalModelRequestFields/output_config/effort | medium | -
            anthropic.claude-opus-5      | "thinking":{"type":"enabled","budget_tokens":90000} | /additionalModelRequestFields/output_config/effort | xhigh | -
            anthropic.claude-opus-5      | "reasoning_effort":"none"         | /additionalModelRequestFields/thinking/type | disabled | -
            anthropic.claude-opus-5      | "reasoning_effort":"xhigh"        | /additionalModelRequestFields/output_config/effort | xhigh | -
            anthropic.claude-fable-5     | "reasoning_effort":"none"         | /additionalModelRequestFields/output_config/effort | low | -
            anthropic.claude-sonnet-5-5  | "reasoning_effort":"none"         | /additionalModelRequestFields/thinking/type | between_tools | -
            anthropic.claude-sonnet-5    | "reasoning_effort":"none"         | /additionalModelRequestFields         | -    | -
            openai.gpt-5.6-luna          | "reasoning_effort":"xhigh"        | /additionalModelRequestFields/reasoning/effort | high | effort=high
            openai.gpt-oss-20b-1:0       | "reasoning_effort":"minimal"      | /additionalModelRequestFields/reasoning_effort | low | effort=low
            qwen.qwen3-32b-v1:0          | "reasoning_effort":"medium"       | /additionalModelRequestFields/reasoning_config | high | effort=high
            xai.grok-4.6                 | "reasoning_effort":"max"          | /additionalModelRequestFields/reasoning/effort | xhigh | effort=xhigh
            moonshot.kimi-k2-thinking    | "reasoning_effort":"high"         | /additionalModelRequestFields         | -    | effort-=high
            amazon.nova-2-lite-v1:0      | "reasoning_effort":"xhigh","max_tokens":500,"temperature":0.5 | /inferenceConfig | - | max_tokens-=500
            amazon.nova-2-lite-v1:0      | "reasoning_effort":"medium","max_tokens":500 | /inferenceConfig/maxTokens | 500 | -
            amazon.nova-lite-v1:0        | "max_tokens":9000.0               | /inferenceConfig/maxTokens            | 9000 | -
            amazon.nova-lite-v1:0        | "additionalModelRequestFields":{"top_k":5} | /additionalModelRequestFields/inferenceConfig/topK | 5 | -
            meta.llama4-scout-17b-instruct-v1:0 | "additionalModelRequestFields":{"top_k":5} | /additionalModelRequestFields | - | top_k-=5
            openai.gpt-oss-120b-1:0      | "stop":["END"]                    | /inferenceConfig                      | -    | stop=cut-here
            amazon.nova-lite-v1:0        | "stop":["a"," "]                  | /inferenceConfig/stopSequences/1      | -    | stop-=blank
            amazon.nova-lite-v1:0        | "service_tier":"fast"             | /serviceTier/type                     | priority | -
            openai.gpt-5.6-sol           | "service_tier":"flex"             | /serviceTier                          | -    | service_tier-=flex
            openai.gpt-5.6-sol           | "service_tier":"auto"             | /serviceTier                          | -    | -
            amazon.nova-lite-v1:0        | "metadata":{"a":"b","c":"{}"}     | /requestMetadata/a                    | b    | metadata-=c
            amazon.nova-lite-v1:0        | "logprobs":false                  | /inferenceConfig                      | -    | -
            """)
    void whatIsAskedForIsSaidAsTheModelTakesIt(
            String modelId, String members, String pointer, String value, String told) {
        var sent = Sent.openAi(modelId, HI + "," + members);
        assertThat(sent.refusal()).isNull();
        assertThat(sent.at(pointer).isMissingNode() ? "-" : sent.at(pointer).asText())
                .as(sent.body() + " " + sent.told())
                .isEqualTo(value);
        assertThat(sent.told().isEmpty() ? new String[] {"-"} : sent.told().split(",", -1))
                .contains(told);
    }

    /// The same with a tool.
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            anthropic.claude-opus-4-5-20251101-v1:0 | "tool_choice":"required","max_tokens":5000,"thinking":{"type":"enabled","budget_tokens":2000} | /additionalModelRequestFields | - | thinking=off
            anthropic.claude-sonnet-5    | "tool_choice":"required","thinking":{"type":"adaptive"} | /additionalModelRequestFields/thinking/type | adaptive | -
            anthropic.claude-opus-5-5    | "tool_choice":"required"          | /toolConfig/toolChoice/any            | -    | tool_choice=auto
            meta.llama4-scout-17b-instruct-v1:0 | "tool_choice":{"type":"function","function":{"name":"t"}} | /system/0/text | You must call the tool t in this answer. | tool_choice=auto
            mistral.mistral-7b-instruct-v0:2 | "tool_choice":"auto"          | /toolConfig                           | -    | refused
            mistral.mistral-7b-instruct-v0:2 | "tool_choice":"none"          | /toolConfig                           | -    | -
            amazon.nova-lite-v1:0        | "tool_choice":"none"              | /toolConfig                           | -    | -
            amazon.nova-lite-v1:0        | "parallel_tool_calls":false       | /additionalModelRequestFields         | -    | parallel_tool_calls=first
            anthropic.claude-opus-4-8    | "parallel_tool_calls":false       | /additionalModelRequestFields/tool_choice/type | auto | -
            anthropic.claude-opus-4-8    | "parallel_tool_calls":false,"tool_choice":"required" | /additionalModelRequestFields/tool_choice/type | - | -
            """)
    void howFreeTheModelIsToCallTools(String modelId, String members, String pointer, String value, String told) {
        var sent = Sent.openAi(modelId, HI + "," + TOOL + "," + members);
        if (told.equals("refused")) {
            assertThat(sent.refusal()).contains("calls no tools");
            return;
        }
        assertThat(sent.at(pointer).isMissingNode() ? "-" : sent.at(pointer).asText())
                .as(sent.body() + " " + sent.told())
                .isEqualTo(value);
        assertThat(sent.told().isEmpty() ? new String[] {"-"} : sent.told().split(",", -1))
                .contains(told);
    }

    @Test
    void resultsStandAloneWhereTheyHaveTo() {
        var messages = """
                "messages":[{"role":"user","content":"w?"},
                {"role":"assistant","tool_calls":[{"id":"c1","type":"function","function":{"name":"t","arguments":"{}"}}]},
                {"role":"tool","tool_call_id":"c1","content":"22"},{"role":"user","content":"and?"}]""";
        var claude = Sent.openAi("anthropic.claude-opus-4-8", messages);
        assertThat(claude.at("/messages")).hasSize(3);
        var llama = Sent.openAi("meta.llama4-scout-17b-instruct-v1:0", messages);
        assertThat(llama.at("/messages")).hasSize(5);
        assertThat(llama.at("/messages/3/content/0/text").asText()).isEqualTo(".");
        assertThat(llama.told()).contains("turns=split");
    }

    @Test
    void callsAndResultsArePaired() {
        var sent = Sent.openAi("amazon.nova-lite-v1:0", """
                "messages":[{"role":"user","content":"w?"},
                {"role":"assistant","tool_calls":[
                {"id":"c","type":"function","function":{"name":"t","arguments":"{}"}},
                {"id":"c","type":"function","function":{"name":"t","arguments":"{}"}},
                {"id":"d","type":"function","function":{"name":"t","arguments":"{}"}}]},
                {"role":"tool","tool_call_id":"c","content":"one"},{"role":"tool","tool_call_id":"c","content":"two"},
                {"role":"tool","tool_call_id":"gone","content":"stray"}]""");
        assertThat(sent.at("/messages/1/content/1/toolUse/toolUseId").asText()).isEqualTo("c_2");
        assertThat(sent.at("/messages/2/content/0/toolResult/toolUseId").asText())
                .isEqualTo("c");
        assertThat(sent.at("/messages/2/content/1/toolResult/toolUseId").asText())
                .isEqualTo("c_2");
        assertThat(sent.at("/messages/2/content/1/toolResult/content/0/text").asText())
                .isEqualTo("two");
        assertThat(sent.at("/messages/2/content/2/toolResult/content/0/text").asText())
                .isEqualTo("No result was recorded.");
        assertThat(sent.at("/messages/2/content/4/text").asText()).isEqualTo("stray");
        assertThat(sent.told()).isEqualTo("tool-ids=renumbered,tool-results=text,tool-results+=missing");
    }

    @Test
    void thoughtsGoToThemselvesAlone() {
        var thought = """
                "messages":[{"role":"user","content":"w?"},{"role":"assistant","content":"x","reasoning_details":
                [{"type":"reasoning.text","text":"hm","signature":"ErcBCkgIChABGAIiQL"}]},{"role":"user","content":"and?"}]""";
        assertThat(Sent.openAi("anthropic.claude-opus-4-8", thought).body().toString())
                .contains("reasoningContent");
        var nova = Sent.openAi("amazon.nova-2-lite-v1:0", thought);
        assertThat(nova.body().toString()).doesNotContain("reasoningContent");
        assertThat(nova.told()).isEqualTo("reasoning-=1");
        assertThat(Sent.openAi(
                                "anthropic.claude-opus-4-8",
                                thought.replace(
                                                "\"reasoning_details\"",
                                                "\"provider_specific_fields\":{\"reasoning_details\"")
                                        .replace("QL\"}]", "QL\"}]}"))
                        .body()
                        .toString())
                .contains("reasoningContent");
    }

    @Test
    void idsKeepTheFormThatTheModelGaveThem() {
        var messages = """
                "messages":[{"role":"user","content":"w?"},
                {"role":"assistant","tool_calls":[{"id":"functions.t:0","type":"function","function":{"name":"t","arguments":"{}"}}]},
                {"role":"tool","tool_call_id":"functions.t:0","content":"22"}]""";
        assertThat(Sent.openAi("moonshot.kimi-k2-thinking", messages)
                        .at("/messages/1/content/0/toolUse/toolUseId")
                        .asText())
                .isEqualTo("functions.t:0");
        assertThat(Sent.openAi("anthropic.claude-opus-4-8", messages)
                        .at("/messages/2/content/0/toolResult/toolUseId")
                        .asText())
                .matches("[a-zA-Z0-9_-]{1,64}");
        assertThat(Sent.openAi("mistral.mistral-large-2402-v1:0", messages)
                        .at("/messages/2/content/0/toolResult/toolUseId")
                        .asText())
                .matches("[a-zA-Z0-9]{9}");
    }

    @Test
    void whatWouldMeanSomethingElseIsRefusedInWordsThatHelp() {
        var image = """
                "messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/png;base64,iVBORw0KGgo="}}]}]""";
        assertThat(Sent.openAi("amazon.nova-micro-v1:0", image).refusal())
                .startsWith("could not process image: amazon.nova-micro-v1:0 takes no images");
        var twice = TOOL.replace(
                "}]", "},{\"type\":\"function\",\"function\":{\"name\":\"t\",\"description\":\"other\"}}]");
        assertThat(Sent.openAi("amazon.nova-lite-v1:0", HI + "," + twice).refusal())
                .contains("tools[0] and tools[1]");
        var recursive = """
                "response_format":{"type":"json_schema","json_schema":{"name":"x","schema":{"type":"object","properties":
                {"a":{"$ref":"#/$defs/n"}},"$defs":{"n":{"type":"object","properties":{"next":{"$ref":"#/$defs/n"}}}}}}}""";
        assertThat(Sent.openAi("amazon.nova-lite-v1:0", HI + "," + recursive).refusal())
                .contains("recursive");
    }

    /// What is left of it once the cache point is taken out is nothing.
    @Test
    void aMessageOfACachePointAloneIsRefusedAsBlank() {
        var body = """
                {"model":"m","messages":[{"role":"user","content":[{"type":"cache-point"}]}]}""";

        assertThat(Sent.of(new RelayDialect(), "amazon.nova-lite-v1:0", body).refusal())
                .isEqualTo("Every message is blank. Send at least one with content.");
        assertThat(Sent.of(new RelayDialect(), "meta.llama3-70b-instruct-v1:0", body)
                        .refusal())
                .isEqualTo("Every message is blank. Send at least one with content.");
    }
}
