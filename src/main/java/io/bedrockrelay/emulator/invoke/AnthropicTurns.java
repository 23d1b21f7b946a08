package io.bedrockrelay.emulator.invoke;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.emulator.catalogue.Traits;
import io.bedrockrelay.emulator.reply.Seal;
import io.bedrockrelay.emulator.wire.ErrorAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The rules of a conversation in a Claude model's own body. Unlike Converse it takes two user messages in a row.
final class AnthropicTurns {
    private AnthropicTurns() {}

    static Optional<ErrorAnswer> broken(ObjectNode body, Traits traits) {
        var messages = body.path("messages");
        if (!messages.isArray() || messages.isEmpty()) {
            return refused("messages: at least one message is required");
        }
        List<String> open = List.of();
        for (int i = 0; i < messages.size(); i++) {
            var message = messages.path(i);
            var refusal = role(message, i, traits).or(() -> content(message, body));
            if (refusal.isPresent()) {
                return refusal;
            }
            var results = results(message.path("content"), open, i);
            if (results.isPresent()) {
                return results;
            }
            if (!message.path("role").asText().equals("system")) {
                open = ids(message.path("content"), "tool_use", "id");
            }
        }
        return Optional.empty();
    }

    private static Optional<ErrorAnswer> refused(String message) {
        return Optional.of(ErrorAnswer.validation(message));
    }

    private static Optional<ErrorAnswer> role(JsonNode message, int index, Traits traits) {
        var role = message.path("role").asText("");
        if (role.equals("system") && traits.has("turns")) {
            return index == 0
                    ? refused("messages.0: use the top-level 'system' parameter for the initial system prompt")
                    : Optional.empty();
        }
        if (role.equals("system")) {
            return refused("messages: Unexpected role \"system\". The Messages API accepts a top-level `system`"
                    + " parameter, not \"system\" as an input message role.");
        }
        if (!role.equals("user") && !role.equals("assistant")) {
            return refused("messages." + index + ".role: Input should be 'user' or 'assistant'");
        }
        return index == 0 && role.equals("assistant")
                ? refused("messages: first message must use the \"user\" role")
                : Optional.empty();
    }

    private static Optional<ErrorAnswer> content(JsonNode message, ObjectNode body) {
        var content = message.path("content");
        if (content.isTextual() && !content.asText().isBlank()) {
            return Optional.empty();
        }
        if (!content.isArray() || content.isEmpty()) {
            return refused("messages: all messages must have non-empty content except for the optional final assistant"
                    + " message");
        }
        for (JsonNode block : content) {
            var refusal = block(block, body);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    private static Optional<ErrorAnswer> block(JsonNode block, ObjectNode body) {
        return switch (block.path("type").asText()) {
            case "text" ->
                block.path("text").asText("").isBlank()
                        ? refused("messages: text content blocks must be non-empty")
                        : Optional.empty();
            case "tool_use", "tool_result" ->
                body.path("tools").isEmpty()
                        ? refused("Requests which include `tool_use` or `tool_result` blocks must define tools")
                        : Optional.empty();
            case "thinking" ->
                Seal.fits(
                                block.path("thinking").asText(),
                                block.path("signature").asText())
                        ? Optional.empty()
                        : refused("messages: Invalid `signature` in `thinking` block");
            case "redacted_thinking" ->
                Seal.isRedacted(block.path("data").asText())
                        ? Optional.empty()
                        : refused("messages: Invalid `data` in `redacted_thinking` block");
            case "tool_addition",
                    "tool_removal",
                    "tool_reference",
                    "image",
                    "document",
                    "search_result",
                    "server_tool_use",
                    "web_search_tool_result" -> Optional.empty();
            default ->
                refused("messages: Input tag '" + block.path("type").asText()
                        + "' found using 'type' does not match any of the expected tags");
        };
    }

    private static List<String> ids(JsonNode content, String type, String field) {
        var ids = new ArrayList<String>();
        for (JsonNode block : content) {
            if (block.path("type").asText().equals(type)) {
                ids.add(block.path(field).asText());
            }
        }
        return ids;
    }

    private static Optional<ErrorAnswer> results(JsonNode content, List<String> open, int index) {
        var results = ids(content, "tool_result", "tool_use_id");
        var unexpected = results.stream().filter(id -> !open.contains(id)).findFirst();
        if (unexpected.isPresent()) {
            return refused("messages." + index + ".content: unexpected `tool_use_id` found in `tool_result` blocks: "
                    + unexpected.get() + ". Each `tool_result` block must have a corresponding `tool_use` block in the"
                    + " previous message.");
        }
        var missing = open.stream().filter(id -> !results.contains(id)).toList();
        return missing.isEmpty()
                ? Optional.empty()
                : refused("messages." + (index - 1) + ": `tool_use` ids were found without `tool_result` blocks"
                        + " immediately after: " + String.join(", ", missing) + ". Each `tool_use` block must have a"
                        + " corresponding `tool_result` block in the next message.");
    }
}
