package io.bedrockrelay.emulator.runtime;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.emulator.catalogue.RegionCatalogue;
import io.bedrockrelay.emulator.catalogue.Traits;
import io.bedrockrelay.emulator.reply.Prompt.Speaker;
import java.util.Optional;

/// What a model id in a path leads to.
///
/// @param modelId   the model's own id
/// @param invokedId the id as it was called
/// @param byProfile whether it was called through an inference profile
/// @param listed    the Region's record of the model, if it lists it
public record CalledModel(
        String modelId,
        String invokedId,
        boolean byProfile,
        Optional<ObjectNode> listed,
        String region,
        Traits traits) {

    public Speaker speaker() {
        var name = listed.map(model -> model.path("modelName").asText()).orElse(modelId);
        return new Speaker(modelId, name, invokedId, region);
    }

    /// Whether it is a model to talk with: text comes in and goes out, and it is no reranker.
    public boolean isChat() {
        return !modelId.contains("rerank")
                && listed.map(model -> has(model, "inputModalities") && has(model, "outputModalities"))
                        .orElse(true);
    }

    private static boolean has(ObjectNode model, String field) {
        return RegionCatalogue.strings(model.path(field)).contains("TEXT");
    }

    public boolean isStreaming() {
        return listed.map(model -> model.path("responseStreamingSupported").asBoolean(true))
                .orElse(true);
    }

    public boolean isClaude() {
        return modelId.startsWith("anthropic.");
    }
}
