package io.bedrockrelay.emulator.converse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.emulator.catalogue.Traits;
import io.bedrockrelay.emulator.wire.ErrorAnswer;
import io.bedrockrelay.emulator.wire.JsonTrees;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/// What this model cannot do that the request asks for.
final class ModelRules {
    private ModelRules() {}

    static Optional<ErrorAnswer> broken(ObjectNode request, Traits traits, boolean streaming) {
        return tools(request, traits, streaming)
                .or(() -> system(request, traits))
                .or(() -> media(request.path("messages"), traits))
                .or(() -> sampling(request, traits))
                .or(() -> format(request.path("outputConfig"), traits))
                .or(() -> ThinkingRules.broken(request, traits));
    }

    private static Optional<ErrorAnswer> tools(ObjectNode request, Traits traits, boolean streaming) {
        if (!request.path("toolConfig").isObject()) {
            return Optional.empty();
        }
        boolean whole = traits.has("tools-whole");
        if (!traits.has("tools") && !whole) {
            return Optional.of(ErrorAnswer.validation("This model doesn't support tool use."));
        }
        if (whole && streaming) {
            return Optional.of(ErrorAnswer.validation("This model doesn't support tool use in streaming mode."));
        }
        var choice = request.path("toolConfig").path("toolChoice");
        return List.of("any", "tool").stream()
                .filter(kind -> choice.has(kind) && !traits.has("choose"))
                .findFirst()
                .map(kind -> ErrorAnswer.unsupportedField("toolConfig.toolChoice." + kind));
    }

    private static Optional<ErrorAnswer> system(ObjectNode request, Traits traits) {
        var system = request.path("system");
        if (system.size() > 0 && !traits.has("system")) {
            return Optional.of(ErrorAnswer.unsupportedField("system"));
        }
        for (int i = 0; i < system.size(); i++) {
            var text = system.path(i).path("text");
            if (text.isTextual() && text.asText().isBlank()) {
                return Optional.of(ErrorAnswer.validation("The text field in the SystemContentBlock object at system."
                        + i + " is blank. Add text to the text field, and try again."));
            }
        }
        return Optional.empty();
    }

    private static Optional<ErrorAnswer> media(JsonNode messages, Traits traits) {
        for (JsonNode message : messages) {
            for (JsonNode block : message.path("content")) {
                if (block.has("document") && !traits.has("documents")) {
                    return Optional.of(ErrorAnswer.unsupportedField("document"));
                }
                if (block.has("image") && !traits.has("images")) {
                    return Optional.of(ErrorAnswer.unsupportedField("image"));
                }
            }
        }
        boolean prefilled =
                messages.path(messages.size() - 1).path("role").asText().equals("assistant");
        return prefilled && traits.has("no-prefill")
                ? Optional.of(
                        ErrorAnswer.byModel("This model does not support assistant message prefill. The conversation"
                                + " must end with a user message."))
                : Optional.empty();
    }

    private static Optional<ErrorAnswer> sampling(ObjectNode request, Traits traits) {
        var config = request.path("inferenceConfig");
        if (config.path("maxTokens").asLong(1) > traits.maxOutput()) {
            return Optional.of(ErrorAnswer.validation("The maximum tokens you requested exceeds the model limit of "
                    + traits.maxOutput() + ". Try again with a maximum tokens value that is lower than "
                    + traits.maxOutput() + "."));
        }
        for (String field : List.of("temperature", "topP")) {
            if (config.has(field) && traits.has("no-temperature")) {
                return Optional.of(ErrorAnswer.unsupportedField(field));
            }
        }
        boolean temperature = config.has("temperature");
        boolean topP = config.has("topP");
        if (traits.has("no-sampling") && (temperature || topP)) {
            return Optional.of(ErrorAnswer.byModel(
                    "`" + (temperature ? "temperature" : "top_p") + "` is deprecated for this model."));
        }
        return traits.has("one-sampling") && temperature && topP
                ? Optional.of(ErrorAnswer.byModel(
                        "`temperature` and `top_p` cannot both be specified for this model. Please use only one."))
                : Optional.empty();
    }

    private static Optional<ErrorAnswer> format(JsonNode output, Traits traits) {
        var format = output.path("textFormat");
        if (!format.isObject()) {
            return Optional.empty();
        }
        if (!traits.has("schema")) {
            return Optional.of(ErrorAnswer.unsupportedField("outputConfig.textFormat"));
        }
        var schema = format.path("structure").path("jsonSchema").path("schema");
        if (!schema.isTextual()) {
            return Optional.of(
                    ErrorAnswer.serialization("The value at outputConfig.textFormat.structure.jsonSchema.schema"
                            + " can not be converted to a String"));
        }
        try {
            return strict(JsonTrees.parse(schema.asText()));
        } catch (UncheckedIOException notJson) {
            return Optional.of(ErrorAnswer.validation("The schema at outputConfig.textFormat is not valid JSON."));
        }
    }

    private static Optional<ErrorAnswer> strict(JsonNode schema) {
        boolean open = schema.path("type").asText().equals("object")
                && !schema.path("additionalProperties").isBoolean();
        return open
                ? Optional.of(
                        ErrorAnswer.byModel("output_config.format.schema: For 'object' type, 'additionalProperties'"
                                + " must be explicitly set to false"))
                : Optional.empty();
    }
}
