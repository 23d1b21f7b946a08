package io.bedrockrelay.dialect.completions;

import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.ChatRequest;
import io.bedrockrelay.chat.Guardrail;
import io.bedrockrelay.chat.OutputFormat;
import io.bedrockrelay.chat.Sampling;
import io.bedrockrelay.chat.Settings;
import io.bedrockrelay.dialect.Field;
import io.bedrockrelay.dialect.Reading;
import io.bedrockrelay.dialect.openai.ModelFields;
import io.bedrockrelay.dialect.openai.ToolReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The body of a chat completion request.
///
/// Numbers go on as they are: a temperature above 1 is legal at OpenAI and refused by most models of Bedrock, and the
/// caller had better read that refusal than get an answer drawn at another temperature. Members that have no meaning
/// at Bedrock (`seed`, `logit_bias`, `user`, the penalties, …) are ignored like unknown ones.
final class ChatReader {
    /// OpenAI promises valid JSON and no more; Bedrock has only schemas, which need to be known.
    private static final String JSON_ONLY = "Answer with one JSON object and nothing else.";

    private ChatReader() {}

    static Reading read(byte[] body) {
        return Field.read(body, ChatReader::chat);
    }

    private static Reading chat(Field body) {
        refuseWhatCannotBe(body);
        var conversation = MessageReader.read(body.get("messages"));
        var tools = ToolReader.tools(body.get("tools"));
        var use = ToolReader.use(body, tools);
        var request = new ChatRequest(
                body.get("model").nonBlankText(),
                null,
                system(conversation.system(), body.get("response_format")),
                conversation.messages(),
                sampling(body),
                use.tools(),
                use.choice(),
                settings(body, use));
        boolean usageWanted = body.get("stream_options").get("include_usage").boolOr(false);
        return new Reading.Read(
                request, body.get("stream").boolOr(false), new CompletionsDialect.ChatEcho(usageWanted));
    }

    /// What a client relies on when it sends it, and would miss silently.
    private static void refuseWhatCannotBe(Field body) {
        var choices = body.get("n").positiveIntOrNull();
        if (choices != null && choices > 1) {
            throw body.get("n").mistake("must be 1: Bedrock gives one answer a call; send the request several times");
        }
        for (var modality : body.get("modalities").elements()) {
            if (!modality.text().equals("text")) {
                throw modality.mistake("must be 'text': answers in other forms are not served here");
            }
        }
        if (body.has("functions")) {
            throw body.get("functions").mistake("is no longer served; send the functions as 'tools'");
        }
        if (body.has("function_call")) {
            throw body.get("function_call").mistake("is no longer served; use 'tool_choice'");
        }
    }

    private static Sampling sampling(Field body) {
        // max_tokens is the older name; a client that sends both means the newer one.
        var most = body.get("max_completion_tokens").positiveIntOrNull();
        var older = body.get("max_tokens").positiveIntOrNull();
        var stop = body.get("stop");
        return new Sampling(
                most == null ? older : most,
                body.get("temperature").numberOrNull(0, 2),
                body.get("top_p").numberOrNull(0, 1),
                stop.isText() ? List.of(stop.text()) : stop.texts());
    }

    private static Settings settings(Field body, ToolReader.Use use) {
        return new Settings(
                outputFormat(body.get("response_format")),
                effort(body.get("reasoning_effort")),
                guardrail(body.get("guardrailConfig")),
                serviceTier(body.get("service_tier")),
                latency(body.get("performanceConfig").get("latency")),
                metadata(body.get("metadata")),
                ModelFields.read(body, use),
                List.of());
    }

    private static List<Block> system(List<Block> instructions, Field format) {
        if (!format.present() || !format.get("type").text().equals("json_object")) {
            return instructions;
        }
        var system = new ArrayList<>(instructions);
        system.add(new Block.Text(JSON_ONLY));
        return system;
    }

    private static @Nullable OutputFormat outputFormat(Field format) {
        if (!format.present()) {
            return null;
        }
        var type = format.get("type");
        return switch (type.text()) {
            case "text", "json_object" -> null;
            case "json_schema" -> {
                var schema = format.get("json_schema");
                yield new OutputFormat(
                        schema.get("name").textOrNull(),
                        schema.get("description").textOrNull(),
                        schema.get("schema").object());
            }
            default -> throw type.mistake("must be one of text, json_object, json_schema");
        };
    }

    /// Converse knows no wish to think less than `low`; `none` leaves the model as it is.
    private static @Nullable String effort(Field effort) {
        var wish = effort.textOrNull();
        return switch (wish) {
            case null -> null;
            case "none" -> null;
            case "minimal" -> "low";
            case "low", "medium", "high", "xhigh", "max" -> wish;
            default -> throw effort.mistake("must be one of none, minimal, low, medium, high, xhigh, max");
        };
    }

    private static @Nullable String serviceTier(Field tier) {
        var wish = tier.textOrNull();
        return switch (wish) {
            case null -> null;
            case "auto" -> null;
            case "default", "flex", "priority", "reserved" -> wish;
            default -> throw tier.mistake("must be one of auto, default, flex, priority, reserved");
        };
    }

    private static @Nullable String latency(Field latency) {
        var wish = latency.textOrNull();
        return switch (wish) {
            case null -> null;
            case "standard", "optimized" -> wish;
            default -> throw latency.mistake("must be standard or optimized");
        };
    }

    private static @Nullable Guardrail guardrail(Field guardrail) {
        if (!guardrail.present()) {
            return null;
        }
        return new Guardrail(
                guardrail.get("guardrailIdentifier").nonBlankText(),
                guardrail.get("guardrailVersion").nonBlankText(),
                guardrail.get("trace").textOrNull(),
                guardrail.get("streamProcessingMode").textOrNull());
    }

    private static Map<String, String> metadata(Field metadata) {
        var labels = new LinkedHashMap<String, String>();
        metadata.members().forEach((name, label) -> labels.put(name, label.text()));
        return labels;
    }
}
