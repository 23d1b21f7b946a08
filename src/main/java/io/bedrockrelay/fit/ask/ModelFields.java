package io.bedrockrelay.fit.ask;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.chat.ChatRequest;
import io.bedrockrelay.chat.Json;
import io.bedrockrelay.chat.Thinking;
import io.bedrockrelay.chat.Thinking.Amount;
import io.bedrockrelay.chat.ToolChoice;
import io.bedrockrelay.chat.adapted.Kind;
import io.bedrockrelay.chat.adapted.Told;
import io.bedrockrelay.fit.schema.JsonTree;
import io.bedrockrelay.fit.traits.Trait;
import io.bedrockrelay.fit.traits.Traits;
import org.jspecify.annotations.Nullable;

/// The fields of the model's own that Converse passes on, while one request is fitted. What a caller says among them
/// of thinking and of the most likely tokens counts as if it had been said in the dialect; all else stays as it is.
public final class ModelFields {
    private final @Nullable ObjectNode given;
    private @Nullable ObjectNode node;
    private @Nullable Thinking thinking;
    private @Nullable Integer topK;

    private ModelFields(ChatRequest request) {
        var own = request.settings().modelFields();
        given = own == null ? null : JsonTree.object(own);
        node = given;
        thinking = request.settings().thinking();
        topK = request.sampling().topK();
    }

    public static ModelFields of(ChatRequest request, Traits traits, Told told) {
        var fields = new ModelFields(request);
        if (fields.given != null) {
            fields.absorb(fields.given);
            for (var refused : traits.manner().refusedFields()) {
                if (fields.given.remove(refused) != null) {
                    told.leftOut(Kind.MODEL_FIELD, refused, traits.how(Trait.REFUSED_FIELDS));
                }
            }
        }
        return fields;
    }

    public @Nullable Thinking thinking() {
        return thinking;
    }

    @Nullable
    Integer topK() {
        return topK;
    }

    /// The object to write into.
    ObjectNode object() {
        var object = node == null ? JsonTree.object() : node;
        node = object;
        return object;
    }

    /// Claude's word for no more than one call. Bedrock lays it over the tool choice that it makes of Converse's own,
    /// which knows the type already if a call is forced; without one the type has to be named here.
    public void oneCall(@Nullable ToolChoice choice) {
        if (object().has("tool_choice")) {
            return;
        }
        var said = object().putObject("tool_choice");
        if (choice == null) {
            said.put("type", "auto");
        }
        said.put("disable_parallel_tool_use", true);
    }

    public @Nullable Json json() {
        return node == null || node.isEmpty() ? null : JsonTree.json(node);
    }

    private void absorb(ObjectNode own) {
        if (own.path("top_k").canConvertToInt() && own.path("top_k").isNumber()) {
            topK = own.remove("top_k").intValue();
        }
        var said = said(own);
        if (said != null) {
            thinking = said;
        }
    }

    private static @Nullable Thinking said(ObjectNode own) {
        Thinking effort = null;
        if (own.path("output_config") instanceof ObjectNode config
                && config.path("effort").isTextual()) {
            effort = Thinking.ofWord(config.remove("effort").textValue());
            if (config.isEmpty()) {
                own.remove("output_config");
            }
        } else if (own.path("reasoning_effort").isTextual()) {
            effort = Thinking.ofWord(own.remove("reasoning_effort").textValue());
        }
        if (!(own.path("thinking") instanceof ObjectNode said)) {
            return effort;
        }
        var display = said.path("display").textValue();
        var amount =
                switch (said.path("type").asText()) {
                    case "enabled" ->
                        new Amount.Budget(said.path("budget_tokens").asInt());
                    case "adaptive" -> effort == null ? new Amount.Adaptive() : effort.amount();
                    case "disabled" -> new Amount.Off();
                    case "between_tools" -> new Amount.BetweenTools();
                    default -> null;
                };
        if (amount == null) {
            return effort;
        }
        own.remove("thinking");
        return new Thinking(amount, display);
    }
}
