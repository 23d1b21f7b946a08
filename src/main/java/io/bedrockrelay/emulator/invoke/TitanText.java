package io.bedrockrelay.emulator.invoke;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.emulator.catalogue.Traits;
import io.bedrockrelay.emulator.fault.Directive;
import io.bedrockrelay.emulator.reply.ModelReply;
import io.bedrockrelay.emulator.reply.Prompt;
import io.bedrockrelay.emulator.reply.PromptCache;
import io.bedrockrelay.emulator.reply.ReplyBlock;
import io.bedrockrelay.emulator.reply.TokenCounter;
import io.bedrockrelay.emulator.wire.EncodedFrame;
import io.bedrockrelay.emulator.wire.ErrorAnswer;
import io.bedrockrelay.emulator.wire.JsonTrees;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The body of the Titan text models, whose stream may be a single chunk.
final class TitanText {
    private TitanText() {}

    static Optional<ErrorAnswer> broken(ObjectNode body, Traits traits) {
        if (!body.path("inputText").isTextual()) {
            return Optional.of(AnthropicRules.malformed("#: required key [inputText] not found"));
        }
        int max = body.path("textGenerationConfig").path("maxTokenCount").asInt(1);
        return max >= 1 && max <= traits.maxOutput()
                ? Optional.empty()
                : Optional.of(AnthropicRules.malformed("#/textGenerationConfig/maxTokenCount: " + max
                        + " is not less or equal to " + traits.maxOutput()));
    }

    static Prompt prompt(ObjectNode body, Prompt.Speaker speaker) {
        var config = body.path("textGenerationConfig");
        var stops = new ArrayList<String>();
        config.path("stopSequences").forEach(stop -> stops.add(stop.asText()));
        JsonNode max = config.path("maxTokenCount");
        return new Prompt(
                speaker,
                Directive.strip(body.path("inputText").asText()),
                "",
                List.of(),
                List.of(),
                List.of(),
                new Prompt.Choice.None(),
                false,
                Optional.empty(),
                Optional.empty(),
                false,
                max.isNumber() ? OptionalInt.of(max.asInt()) : OptionalInt.empty(),
                stops,
                TokenCounter.of(body.path("inputText").asText()),
                PromptCache.Counts.NONE,
                Optional.empty());
    }

    static ObjectNode body(ModelReply reply) {
        var body = JsonTrees.object().put("inputTextTokenCount", reply.usage().input());
        body.putArray("results")
                .addObject()
                .put("tokenCount", reply.usage().output())
                .put("outputText", text(reply))
                .put("completionReason", reason(reply));
        return body;
    }

    static Iterator<EncodedFrame> frames(ModelReply reply) {
        var event = JsonTrees.object().put("outputText", text(reply)).put("index", 0);
        event.put("totalOutputTextTokenCount", reply.usage().output()).put("completionReason", reason(reply));
        event.put("inputTextTokenCount", reply.usage().input());
        return Chunks.frames(Stream.of(new Chunks.Inner("chunk", Chunks.last(event, reply))));
    }

    private static String text(ModelReply reply) {
        return reply.blocks().stream()
                .filter(ReplyBlock.Text.class::isInstance)
                .map(block -> ((ReplyBlock.Text) block).whole())
                .collect(Collectors.joining());
    }

    private static String reason(ModelReply reply) {
        return switch (reply.stopReason()) {
            case "max_tokens" -> "LENGTH";
            case "end_turn" -> "FINISH";
            default -> reply.stopReason().toUpperCase(Locale.ROOT);
        };
    }
}
