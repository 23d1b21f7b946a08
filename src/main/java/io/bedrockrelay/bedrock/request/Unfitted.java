package io.bedrockrelay.bedrock.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.chat.ChatRequest;
import io.bedrockrelay.chat.Json;
import io.bedrockrelay.chat.Thinking.Amount;
import io.bedrockrelay.chat.Thinking.Level;
import io.bedrockrelay.chat.ToolChoice;
import io.bedrockrelay.chat.json.JsonReading;
import org.jspecify.annotations.Nullable;

/// Wishes for which Converse has no word of its own, in a request that was not fitted to its model: they are said as
/// Anthropic, who invented them, says them, and Bedrock judges. A fitted request has none left.
final class Unfitted {
    private static final JsonMapper JSON = JsonReading.MAPPER;

    private Unfitted() {}

    /// Converse's own word for a degree of effort, null where none was asked for.
    static @Nullable String effort(ChatRequest request) {
        var thinking = request.settings().thinking();
        return thinking != null && thinking.amount() instanceof Amount.Effort effort
                ? (effort.level() == Level.MINIMAL ? Level.LOW : effort.level()).wire()
                : null;
    }

    /// The model's own fields with what else was asked for; the caller's own win.
    static @Nullable Json modelFields(ChatRequest request) {
        var given = request.settings().modelFields();
        var wished = wished(request);
        if (wished.isEmpty()) {
            return given;
        }
        try {
            if (given != null) {
                if (!(JSON.readTree(given.text()) instanceof ObjectNode own)) {
                    return given;
                }
                wished.setAll(own);
            }
            return new Json(wished.toString());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("settings hold JSON that was read before", impossible);
        }
    }

    private static ObjectNode wished(ChatRequest request) {
        var fields = JSON.createObjectNode();
        var topK = request.sampling().topK();
        if (topK != null) {
            fields.put("top_k", topK);
        }
        var thinking = request.settings().thinking();
        switch (thinking == null ? null : thinking.amount()) {
            case Amount.Budget budget ->
                fields.putObject("thinking").put("type", "enabled").put("budget_tokens", budget.tokens());
            case Amount.Adaptive _ -> fields.putObject("thinking").put("type", "adaptive");
            case Amount.BetweenTools _ -> fields.putObject("thinking").put("type", "between_tools");
            case Amount.Off _, Amount.Unasked _ -> {}
            case Amount.Effort _ -> {}
            case null -> {}
        }
        if (request.settings().oneToolCall() && !(request.toolChoice() instanceof ToolChoice.None)) {
            // Bedrock lays this object over the tool choice it makes of Converse's own, which knows the type already
            // if a call is forced; without one the type has to be named here.
            var choice = fields.putObject("tool_choice");
            if (request.toolChoice() == null) {
                choice.put("type", "auto");
            }
            choice.put("disable_parallel_tool_use", true);
        }
        return fields;
    }
}
