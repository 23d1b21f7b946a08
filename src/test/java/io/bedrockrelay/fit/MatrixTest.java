package io.bedrockrelay.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.emulator.catalogue.Traits;
import io.bedrockrelay.emulator.converse.ConverseRules;
import io.bedrockrelay.fit.traits.Trait;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every model × what clients ask for: nothing that can be avoided is refused by the emulator, which states its rules
/// on its own.
class MatrixTest {
    private static final Traits.Table RULES = Traits.Table.read();
    private static final String HI = "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]";
    private static final String MARKED = """
            "messages":[{"role":"system","content":[{"type":"text","text":"Be.","cache_control":{"type":"ephemeral","ttl":"1h"}}]},
            {"role":"user","content":[{"type":"text","text":"Hi","cache_control":{"type":"ephemeral"}}]}]""";
    private static final String TOOL = """
            "tools":[{"type":"function","cache_control":{"type":"ephemeral"},"function":{"name":"a.b c","strict":true,
            "parameters":{"anyOf":[{"properties":{"n":{"type":"integer","minimum":1}}}]}}}]""";
    private static final List<String> ASKED = List.of(
            HI + ",\"temperature\":2,\"top_p\":0.5,\"max_tokens\":999999",
            HI + ",\"stop\":[\"a\",\" \",\"b\",\"c\",\"d\",\"e\"],\"top_p\":1,\"temperature\":1",
            HI + ",\"reasoning_effort\":\"none\"",
            HI + ",\"reasoning_effort\":\"minimal\",\"temperature\":0.1",
            HI + ",\"reasoning_effort\":\"high\",\"max_tokens\":3000,\"temperature\":0.1,\"top_p\":0.1",
            HI + ",\"reasoning_effort\":\"xhigh\"",
            HI + ",\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":5000},\"max_tokens\":4000",
            HI + ",\"thinking\":{\"type\":\"adaptive\"}",
            HI + ",\"service_tier\":\"priority\",\"metadata\":{\"a\":\"{}\"}",
            HI + ",\"additionalModelRequestFields\":{\"top_k\":3}",
            MARKED,
            """
            "messages":[{"role":"assistant","content":"Hi "},{"role":"user","content":"a"},{"role":"user","content":"b"}]""",
            """
            "messages":[{"role":"user","content":"a"},{"role":"assistant","content":"So "}]""",
            HI + """
            ,"response_format":{"type":"json_schema","json_schema":{"name":"x","schema":{"type":"object","properties":
            {"n":{"type":"integer","minimum":1},"l":{"type":"array","items":{"type":"object","properties":{}},"maxItems":3}}}}}""");
    private static final List<String> ASKED_OF_TOOLS = List.of(
            MARKED + "," + TOOL,
            MARKED + "," + TOOL + ",\"tool_choice\":\"required\"",
            HI + "," + TOOL + ",\"tool_choice\":\"required\",\"reasoning_effort\":\"high\",\"max_tokens\":4000",
            HI + "," + TOOL + ",\"tool_choice\":\"none\"",
            HI + "," + TOOL + ",\"parallel_tool_calls\":false",
            TOOL + """
            ,"reasoning_effort":"high","messages":[{"role":"user","content":"w?"},{"role":"assistant","tool_calls":[
            {"id":"x:1","type":"function","function":{"name":"a.b c","arguments":"{}"}}]},
            {"role":"tool","tool_call_id":"x:1","content":"22"},{"role":"user","content":"and?"}]""");

    @Test
    void nothingAvoidableIsRefused() {
        var refused = new ArrayList<String>();
        int tried = 0;
        for (var modelId : Models.ALL) {
            var asked = new ArrayList<>(ASKED);
            if (!Sent.TABLE.of(modelId).takes(Trait.JSON_SCHEMA)
                    && !Sent.TABLE.of(modelId).refuses(Trait.JSON_SCHEMA)) {
                // Not known: sent, and learnt where it is refused.
                asked.removeLast();
            }
            if (!Sent.TABLE.of(modelId).refuses(Trait.TOOLS) && !modelId.startsWith("google.")) {
                asked.addAll(ASKED_OF_TOOLS);
            }
            if (Sent.TABLE.of(modelId).manner().maxOutput() == 0) {
                // The same of a limit.
                asked.removeFirst();
            }
            for (var members : asked) {
                for (var stream : List.of("true", "false")) {
                    var sent = Sent.openAi(modelId, members + ",\"stream\":" + stream);
                    assertThat(sent.refusal()).as(modelId + " " + members).isNull();
                    boolean streamed = stream.equals("true")
                            && sent.fitted() != null
                            && !sent.fitted().whole();
                    ConverseRules.broken(sent.body(), RULES.of(modelId).with("images"), streamed)
                            .ifPresent(refusal -> refused.add(modelId + ": " + refusal.body() + " <- " + sent.body()));
                    tried++;
                }
            }
        }
        assertThat(tried).isGreaterThan(2_500);
        assertThat(refused).isEmpty();
    }
}
