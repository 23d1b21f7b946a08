package io.bedrockrelay.emulator.converse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.emulator.catalogue.Traits;
import io.bedrockrelay.emulator.wire.ErrorAnswer;
import java.util.Optional;

/// Everything for which Converse refuses a request, in the order in which it looks: shape, conversation, tools,
/// model.
public final class ConverseRules {
    private ConverseRules() {}

    public static Optional<ErrorAnswer> broken(ObjectNode request, Traits traits, boolean streaming) {
        return Shape.broken(request)
                .or(() -> turns(request.path("messages"), traits))
                .or(() -> ContentRules.broken(request.path("messages")))
                .or(() -> ToolRules.broken(request))
                .or(() -> HistoryRules.broken(request, traits))
                .or(() -> CacheRules.broken(request, traits))
                .or(() -> ModelRules.broken(request, traits, streaming));
    }

    private static Optional<ErrorAnswer> turns(JsonNode messages, Traits traits) {
        if (messages.isEmpty()) {
            return Optional.of(
                    ErrorAnswer.validation("1 validation error detected: Value at 'messages' failed to satisfy"
                            + " constraint: Member must have length greater than or equal to 1"));
        }
        String before = traits.has("assistant-first") ? "" : "assistant";
        for (int i = 0; i < messages.size(); i++) {
            var role = messages.path(i).path("role").asText();
            if (role.equals(before)) {
                return Optional.of(ErrorAnswer.validation(
                        i == 0
                                ? "A conversation must start with a user message. Try again with a conversation that"
                                        + " starts with a user message."
                                : "A conversation must alternate between user and assistant roles. Make sure the"
                                        + " conversation alternates between user and assistant roles and try again."));
            }
            before = role;
        }
        return Optional.empty();
    }
}
