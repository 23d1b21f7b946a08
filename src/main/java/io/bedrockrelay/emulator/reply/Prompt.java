package io.bedrockrelay.emulator.reply;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What a model is asked, whatever the API's shape was.
///
/// @param speaker     who answers
/// @param question    the last user text, without directives; empty where the last message brings only tool results
/// @param system      what the system prompt says
/// @param attachments images and documents of the last user message, as told in the answer
/// @param results     texts of the tool results in the last message
/// @param tools       tools that may be called now
/// @param choice      how the caller wants them called
/// @param thinking    whether reasoning is asked for
/// @param schema      the JSON schema that the answer must match
/// @param cited       a document to be cited
/// @param guarded     whether the guardrail steps in
/// @param cache       tokens read from and written to the prompt cache
/// @param script      the calls that a directive has written down for the conversation
public record Prompt(
        Speaker speaker,
        String question,
        String system,
        List<String> attachments,
        List<String> results,
        List<Offer> tools,
        Choice choice,
        boolean thinking,
        Optional<JsonNode> schema,
        Optional<Source> cited,
        boolean guarded,
        OptionalInt maxTokens,
        List<String> stops,
        int inputTokens,
        PromptCache.Counts cache,
        Optional<Turns> script) {

    public Prompt {
        attachments = List.copyOf(attachments);
        results = List.copyOf(results);
        tools = List.copyOf(tools);
        stops = List.copyOf(stops);
    }

    /// Who answers: the model's id and name, the id that was invoked, and the Region.
    public record Speaker(String modelId, String name, String invokedId, String region) {}

    /// A tool on offer.
    public record Offer(String name, JsonNode schema) {}

    /// A document that may be cited.
    public record Source(int index, String title, String text) {}

    /// How tools are to be called.
    public sealed interface Choice {
        record Auto(boolean parallel) implements Choice {}

        record Any(boolean parallel) implements Choice {}

        record Named(String tool) implements Choice {}

        record None() implements Choice {}
    }
}
