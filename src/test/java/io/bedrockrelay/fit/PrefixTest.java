package io.bedrockrelay.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.bedrock.request.ConverseBody;
import io.bedrockrelay.bedrock.request.ConverseWriter;
import io.bedrockrelay.dialect.Reading;
import io.bedrockrelay.dialect.completions.CompletionsDialect;
import io.bedrockrelay.emulator.catalogue.Traits;
import io.bedrockrelay.emulator.converse.ConverseRules;
import io.bedrockrelay.fit.learn.Learnt;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What was sent of a conversation stays as it was sent while the conversation goes on: prompt caching lives on it.
class PrefixTest {
    private static final Traits.Table RULES = Traits.Table.read();

    @Test
    void aConversationThatGrowsBeginsAsItBegan() {
        for (var modelId : Models.ALL) {
            List<String> before = List.of();
            for (int turns = 1; turns <= 6; turns++) {
                var sent = Sent.openAi(modelId, "\"messages\":[" + String.join(",", conversation(turns)) + "]");
                assertThat(sent.refusal()).as(modelId).isNull();
                var messages = new ArrayList<String>();
                sent.at("/messages").forEach(message -> messages.add(message.toString()));
                assertThat(messages).as(modelId).hasSizeGreaterThan(before.size());
                assertThat(messages.subList(0, before.size())).as(modelId).isEqualTo(before);
                before = messages;
            }
        }
    }

    @Test
    void theSameRequestGivesTheSameBytes() {
        for (var modelId : Models.ALL) {
            assertThat(bytes(modelId)).isEqualTo(bytes(modelId));
        }
    }

    /// Histories as broken as clients send them, to any model: the emulator has nothing to refuse.
    @Test
    void noHistoryIsRefused() {
        var random = new Random(11);
        for (int round = 0; round < 4_000; round++) {
            var modelId = Models.ALL.get(random.nextInt(Models.ALL.size()));
            var messages = new ArrayList<String>();
            for (int i = random.nextInt(8); i >= 0; i--) {
                messages.add(message(random));
            }
            var sent = Sent.openAi(
                    modelId,
                    "\"temperature\":0.5,\"max_tokens\":4000,\"messages\":[" + String.join(",", messages) + "]");
            if (sent.refusal() != null) {
                assertThat(sent.refusal()).as(messages.toString()).containsAnyOf("at least one message", "blank");
                continue;
            }
            assertThat(ConverseRules.broken(sent.body(), rules(modelId), false))
                    .as("%s%n%s%n%s", modelId, messages, sent.body())
                    .isEmpty();
        }
    }

    private static Traits rules(String modelId) {
        return RULES.of(modelId).with("images");
    }

    private static String message(Random random) {
        var id = List.of("a", "b.c:1", "call|x").get(random.nextInt(3));
        return switch (random.nextInt(7)) {
            case 0 -> "{\"role\":\"user\",\"content\":\"Hi \"}";
            case 1 -> "{\"role\":\"user\",\"content\":\" \"}";
            case 2 -> "{\"role\":\"assistant\",\"content\":\"Well. \",\"reasoning_content\":\"hm\"}";
            case 3 -> "{\"role\":\"system\",\"content\":\"Be brief.\"}";
            case 4 -> "{\"role\":\"tool\",\"tool_call_id\":\"" + id + "\",\"content\":\"22\"}";
            case 5 ->
                "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"" + id
                        + "\",\"function\":{\"name\":\"t\",\"arguments\":\"{\\\"a\"}},{\"id\":\"" + id
                        + "\",\"function\":{\"name\":\"t\",\"arguments\":\"null\"}}]}";
            default -> "{\"role\":\"assistant\",\"content\":null}";
        };
    }

    private static List<String> conversation(int turns) {
        var messages = new ArrayList<String>();
        messages.add("{\"role\":\"system\",\"content\":\"Be brief.\"}");
        for (int i = 0; i < turns; i++) {
            messages.add("{\"role\":\"user\",\"content\":\"Question " + i + "\"}");
            if (i + 1 < turns) {
                messages.add("{\"role\":\"assistant\",\"content\":\"Let me see. \",\"reasoning_content\":\"hm\","
                        + "\"tool_calls\":[{\"id\":\"call.x:" + i
                        + "\",\"function\":{\"name\":\"look up\",\"arguments\":\"{\\\"n\\\":" + i + "\"}}]}");
                messages.add("{\"role\":\"tool\",\"tool_call_id\":\"call.x:" + i + "\",\"content\":\"result\"}");
                messages.add("{\"role\":\"assistant\",\"content\":\"Answer " + i + "\"}");
            }
        }
        return messages;
    }

    private static byte[] bytes(String modelId) {
        var body =
                "{\"model\":\"m\",\"reasoning_effort\":\"high\",\"metadata\":{\"a\":\"1\",\"b\":\"2\"},\"messages\":["
                        + String.join(",", conversation(1)) + "]}";
        var read = (Reading.Read) new CompletionsDialect().read(body.getBytes(StandardCharsets.UTF_8));
        var fitted = (Fit.Fitted) Fitting.of(read.request(), true, Sent.TABLE.of(modelId), Learnt.NOTHING);
        return ((ConverseBody.Written) ConverseWriter.write(fitted.request(), true)).json();
    }
}
