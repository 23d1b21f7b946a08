package io.bedrockrelay.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One turn of a conversation as the relay understands it, whatever dialect it came in.
///
/// Immutable, and checked for what every dialect must hold: a model name and at least one message. What only Bedrock
/// or the model can judge is left to them, so that the caller reads their words.
///
/// @param model the *model name* as the client wrote it, not yet resolved
/// @param region the Region the caller asks for, or null for the default
/// @param system instructions: text, guarded text and cache points
public record ChatRequest(
        String model,
        @Nullable String region,
        List<Block> system,
        List<Message> messages,
        Sampling sampling,
        List<Tool> tools,
        @Nullable ToolChoice toolChoice,
        Settings settings) {
    public ChatRequest {
        if (model.isBlank()) {
            throw new IllegalArgumentException("model is blank");
        }
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("messages is empty");
        }
        system = List.copyOf(system);
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
    }

    public ChatRequest withSystem(List<Block> other) {
        return new ChatRequest(model, region, other, messages, sampling, tools, toolChoice, settings);
    }

    public ChatRequest withMessages(List<Message> other) {
        return new ChatRequest(model, region, system, other, sampling, tools, toolChoice, settings);
    }

    public ChatRequest withSampling(Sampling other) {
        return new ChatRequest(model, region, system, messages, other, tools, toolChoice, settings);
    }

    public ChatRequest withTools(List<Tool> other, @Nullable ToolChoice choice) {
        return new ChatRequest(model, region, system, messages, sampling, other, choice, settings);
    }

    public ChatRequest withSettings(Settings other) {
        return new ChatRequest(model, region, system, messages, sampling, tools, toolChoice, other);
    }
}
