package io.bedrockrelay.emulator.invoke;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.emulator.reply.Seal;
import io.bedrockrelay.emulator.reply.TokenCounter;
import io.bedrockrelay.emulator.wire.ErrorAnswer;
import io.bedrockrelay.emulator.wire.HttpAnswer;
import io.bedrockrelay.emulator.wire.JsonTrees;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Bodies of the embedding models. Equal texts have equal vectors of length one.
public final class InvokeEmbedding {
    private static final int TITAN_FIRST = 1536;
    private static final int COHERE_THIRD = 1024;
    private static final int MOST_TEXTS = 96;

    private InvokeEmbedding() {}

    private sealed interface Embedded {
        record Given(ObjectNode body, int inputTokens) implements Embedded {}

        record Refused(ErrorAnswer refusal) implements Embedded {}
    }

    public static boolean isEmbedding(String modelId) {
        return modelId.contains("embed");
    }

    public static HttpAnswer answer(String modelId, ObjectNode body) {
        return switch (of(modelId, body)) {
            case Embedded.Given given ->
                HttpAnswer.ok(given.body())
                        .with("X-Amzn-Bedrock-Input-Token-Count", Integer.toString(given.inputTokens()));
            case Embedded.Refused refused -> refused.refusal().answer();
        };
    }

    private static Embedded of(String modelId, ObjectNode body) {
        if (modelId.startsWith("cohere.")) {
            return cohere(body, modelId.contains("v4"));
        }
        return modelId.startsWith("amazon.nova") ? nova(body) : titan(modelId, body);
    }

    private static Embedded titan(String modelId, ObjectNode body) {
        var text = body.path("inputText");
        boolean image = modelId.contains("image");
        if (!text.isTextual() && !(image && body.has("inputImage"))) {
            return refused("#: required key [inputText] not found");
        }
        if (text.isTextual() && text.asText().isEmpty()) {
            return refused("expected minLength: 1, actual: 0");
        }
        boolean second = modelId.contains("text-v2");
        int standard = second || image ? COHERE_THIRD : TITAN_FIRST;
        var asked = image ? body.path("embeddingConfig").path("outputEmbeddingLength") : body.path("dimensions");
        var allowed = second ? List.of(256, 512, 1024) : List.of(256, 384, 1024);
        if (!asked.isMissingNode() && (!(second || image) || !allowed.contains(asked.asInt()))) {
            return refused("#/dimensions: " + asked + " is not a valid enum value");
        }
        var seen = text.asText("") + body.path("inputImage").asText("");
        var answer = JsonTrees.object();
        var vector = vector(seen, asked.asInt(standard));
        answer.set("embedding", vector);
        if (second) {
            answer.putObject("embeddingsByType").set("float", vector);
        }
        answer.put("inputTextTokenCount", TokenCounter.of(text.asText("")));
        return new Embedded.Given(answer, TokenCounter.of(text.asText("")));
    }

    private static Embedded cohere(ObjectNode body, boolean fourth) {
        var texts = body.path("texts");
        var refusal = cohereRefusal(body, texts);
        if (refusal.isPresent()) {
            return refused(refusal.get());
        }
        int dimension = fourth ? body.path("output_dimension").asInt(TITAN_FIRST) : COHERE_THIRD;
        var vectors = JsonTrees.array();
        texts.forEach(text -> vectors.add(vector(text.asText(), dimension)));
        var answer = JsonTrees.object().put("id", Seal.id(body.toString()));
        var types = body.path("embedding_types");
        if (types.isArray()) {
            var byType = answer.putObject("embeddings");
            types.forEach(type -> byType.set(type.asText(), vectors));
        } else {
            answer.set("embeddings", vectors);
        }
        answer.set("texts", texts);
        answer.put("response_type", types.isArray() ? "embeddings_by_type" : "embeddings_floats");
        int tokens = 0;
        for (JsonNode text : texts) {
            tokens += TokenCounter.of(text.asText());
        }
        return new Embedded.Given(answer, tokens);
    }

    private static Optional<String> cohereRefusal(ObjectNode body, JsonNode texts) {
        if (!body.path("input_type").isTextual()) {
            return Optional.of("#: required key [input_type] not found");
        }
        if (!texts.isArray()) {
            return Optional.of("#: required key [texts] not found");
        }
        if (texts.isEmpty() || texts.size() > MOST_TEXTS) {
            var bound = texts.isEmpty() ? "minimum item count: 1" : "maximum item count: " + MOST_TEXTS;
            return Optional.of("#/texts: expected " + bound + ", found: " + texts.size());
        }
        return Optional.empty();
    }

    private static Embedded nova(ObjectNode body) {
        var parameters = body.path("singleEmbeddingParams");
        var text = parameters.path("text").path("value");
        if (!body.path("taskType").asText().equals("SINGLE_EMBEDDING") || !text.isTextual()) {
            return refused("#: required key [singleEmbeddingParams] not found");
        }
        int dimension = parameters.path("embeddingDimension").asInt(3072);
        if (!List.of(256, 384, 1024, 3072).contains(dimension)) {
            return refused("#/singleEmbeddingParams/embeddingDimension: " + dimension + " is not a valid enum value");
        }
        var answer = JsonTrees.object();
        answer.putArray("embeddings")
                .addObject()
                .put("embeddingType", "TEXT")
                .set("embedding", vector(text.asText(), dimension));
        return new Embedded.Given(answer, TokenCounter.of(text.asText()));
    }

    private static Embedded refused(String what) {
        return new Embedded.Refused(AnthropicRules.malformed(what));
    }

    private static ArrayNode vector(String text, int dimension) {
        var random = new Random(ByteBuffer.wrap(Seal.digest(text)).getLong());
        var numbers = random.doubles(dimension, -1, 1).toArray();
        double sum = 0;
        for (double number : numbers) {
            sum += number * number;
        }
        var vector = JsonTrees.array();
        for (double number : numbers) {
            vector.add((float) (number / Math.sqrt(sum)));
        }
        return vector;
    }
}
