package io.bedrockrelay.bedrock.request;

import com.fasterxml.jackson.core.JsonGenerator;
import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.ChatRequest;
import io.bedrockrelay.chat.Json;
import io.bedrockrelay.chat.Message;
import io.bedrockrelay.chat.Tool;
import io.bedrockrelay.chat.ToolChoice;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which tools Bedrock is told of. It refuses a history that speaks of tools where the request has none, and it has no
/// word for "call none".
///
/// @param tools what is sent; empty: no `toolConfig`
/// @param choice null: the model is free, which is what Bedrock takes it for
record ToolConfig(List<Tool> tools, @Nullable ToolChoice choice) {
    private static final Json ANY_ARGUMENTS = new Json("{\"type\":\"object\"}");

    static ToolConfig of(ChatRequest request) {
        var used = used(request.messages());
        var tools = request.tools().stream().anyMatch(tool -> !(tool instanceof Tool.CachePoint))
                ? request.tools()
                : List.<Tool>of();
        if (request.toolChoice() instanceof ToolChoice.None) {
            return new ToolConfig(used.isEmpty() ? List.of() : tools.isEmpty() ? standIns(used) : tools, null);
        }
        return tools.isEmpty() ? new ToolConfig(standIns(used), null) : new ToolConfig(tools, request.toolChoice());
    }

    private static List<Tool> standIns(Set<String> used) {
        return used.stream()
                .<Tool>map(name -> new Tool.Function(name, null, ANY_ARGUMENTS, null))
                .toList();
    }

    private static Set<String> used(List<Message> messages) {
        var names = new LinkedHashSet<String>();
        for (var message : messages) {
            for (var block : message.content()) {
                if (block instanceof Block.ToolUse use) {
                    names.add(use.name());
                }
            }
        }
        return names;
    }

    void write(JsonGenerator json, LegalNames names, BlockWriter blocks) throws IOException {
        json.writeObjectFieldStart("toolConfig");
        json.writeArrayFieldStart("tools");
        for (var tool : tools) {
            switch (tool) {
                case Tool.Function function -> function(function, json, names);
                case Tool.Hosted hosted -> {
                    json.writeStartObject();
                    json.writeObjectFieldStart("systemTool");
                    json.writeStringField("name", hosted.name());
                    json.writeEndObject();
                    json.writeEndObject();
                }
                case Tool.CachePoint point -> blocks.cachePoint(point.ttl());
            }
        }
        json.writeEndArray();
        if (choice != null) {
            choice(choice, json, names);
        }
        json.writeEndObject();
    }

    private static void function(Tool.Function function, JsonGenerator json, LegalNames names) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("toolSpec");
        json.writeStringField("name", names.legal(function.name()));
        if (function.description() != null && !function.description().isBlank()) {
            json.writeStringField("description", function.description());
        }
        json.writeObjectFieldStart("inputSchema");
        json.writeFieldName("json");
        json.writeRawValue(function.schema().text());
        json.writeEndObject();
        if (function.strict() != null) {
            json.writeBooleanField("strict", function.strict());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void choice(ToolChoice choice, JsonGenerator json, LegalNames names) throws IOException {
        json.writeObjectFieldStart("toolChoice");
        switch (choice) {
            case ToolChoice.Auto _ -> json.writeObjectFieldStart("auto");
            case ToolChoice.Any _ -> json.writeObjectFieldStart("any");
            case ToolChoice.Named named -> {
                json.writeObjectFieldStart("tool");
                json.writeStringField("name", names.legal(named.name()));
            }
            case ToolChoice.None _ -> throw new IllegalStateException("Bedrock has no word for it");
        }
        json.writeEndObject();
        json.writeEndObject();
    }
}
