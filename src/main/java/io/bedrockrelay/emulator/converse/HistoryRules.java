package io.bedrockrelay.emulator.converse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.emulator.catalogue.Traits;
import io.bedrockrelay.emulator.reply.Seal;
import io.bedrockrelay.emulator.wire.ErrorAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a conversation brings along: tool calls must meet their results, thoughts must come back unchanged.
final class HistoryRules {
    private static final Pattern ID = Pattern.compile("[a-zA-Z0-9_.:-]{1,64}");

    private HistoryRules() {}

    static Optional<ErrorAnswer> broken(ObjectNode request, Traits traits) {
        var messages = request.path("messages");
        List<String> open = List.of();
        for (int i = 0; i < messages.size(); i++) {
            var content = messages.path(i).path("content");
            var at = "messages." + i + ".content";
            var refusal = results(content, open, at)
                    .or(() -> uses(content, request, at))
                    .or(() -> thoughts(content, traits, at));
            if (refusal.isPresent()) {
                return refusal;
            }
            open = ids(content, "toolUse");
        }
        return Optional.empty();
    }

    private static List<String> ids(JsonNode content, String kind) {
        var ids = new ArrayList<String>();
        for (JsonNode block : content) {
            if (block.has(kind)) {
                ids.add(block.path(kind).path("toolUseId").asText());
            }
        }
        return ids;
    }

    private static Optional<ErrorAnswer> results(JsonNode content, List<String> open, String at) {
        var results = ids(content, "toolResult");
        if (results.size() > open.size()) {
            return Optional.of(ErrorAnswer.validation("The number of toolResult blocks at " + at
                    + " exceeds the number of toolUse blocks of previous turn."));
        }
        var missing = open.stream().filter(id -> !results.contains(id)).toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(ErrorAnswer.validation("Expected toolResult blocks at " + at + " for the following Ids: "
                        + String.join(", ", missing)));
    }

    private static Optional<ErrorAnswer> uses(JsonNode content, ObjectNode request, String at) {
        for (int i = 0; i < content.size(); i++) {
            var block = content.path(i);
            if (block.has("toolUse") || block.has("toolResult")) {
                if (!request.path("toolConfig").isObject()) {
                    return Optional.of(ErrorAnswer.validation(
                            "The toolConfig field must be defined when using toolUse and toolResult content blocks."));
                }
                var refusal = block.has("toolUse")
                        ? use(block.path("toolUse"), at + "." + i + ".toolUse")
                        : result(block.path("toolResult"), at + "." + i + ".toolResult");
                if (refusal.isPresent()) {
                    return refusal;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<ErrorAnswer> use(JsonNode use, String at) {
        if (!use.path("input").isObject()) {
            return Optional.of(ErrorAnswer.validation("The format of the value at " + at
                    + ".input is invalid. Provide a json object for the field and try again."));
        }
        return ToolRules.name(use.path("name"), at + ".name").or(() -> id(use, at));
    }

    private static Optional<ErrorAnswer> id(JsonNode block, String at) {
        var id = block.path("toolUseId").asText("");
        return ID.matcher(id).matches()
                ? Optional.empty()
                : Optional.of(ErrorAnswer.constraint(
                        id, at + ".toolUseId", "satisfy regular expression pattern: [a-zA-Z0-9_.:-]+"));
    }

    private static Optional<ErrorAnswer> result(JsonNode result, String at) {
        var status = result.path("status").asText("success");
        if (!List.of("success", "error").contains(status)) {
            return Optional.of(
                    ErrorAnswer.constraint(status, at + ".status", "satisfy enum value set: [success, error]"));
        }
        if (!result.path("content").isArray()) {
            return Optional.of(
                    ErrorAnswer.serialization("The value at " + at + ".content can not be converted to a List"));
        }
        return id(result, at);
    }

    private static Optional<ErrorAnswer> thoughts(JsonNode content, Traits traits, String at) {
        for (int i = 0; i < content.size(); i++) {
            var reasoning = content.path(i).path("reasoningContent");
            var place = at + "." + i;
            if (reasoning.has("redactedContent")
                    && !Seal.isRedacted(reasoning.path("redactedContent").asText())) {
                return Optional.of(ErrorAnswer.byModel(place + ": Invalid `data` in `redacted_thinking` block"));
            }
            var text = reasoning.path("reasoningText");
            if (text.isObject() && !text.has("signature") && traits.has("plain-thoughts")) {
                continue;
            }
            if (text.isObject() && !text.path("signature").isTextual()) {
                return Optional.of(ErrorAnswer.byModel(place + ".thinking.signature: Field required"));
            }
            if (text.isObject()
                    && !Seal.fits(
                            text.path("text").asText(), text.path("signature").asText())) {
                return Optional.of(ErrorAnswer.byModel(place + ": Invalid `signature` in `thinking` block"));
            }
        }
        return Optional.empty();
    }
}
