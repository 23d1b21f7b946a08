package io.bedrockrelay.dialect.embedding;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.json.JsonReading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the vectors out of the answers of InvokeModel. The families' forms do not overlap, so that one reader serves
/// them all: `embedding` (Titan), `embeddings` as a list of vectors or by type (Cohere), as a list of objects (Nova).
final class VectorReader {
    private static final JsonMapper MAPPER = new JsonMapper(JsonReading.FACTORY);

    private VectorReader() {}

    static EmbeddingAnswer read(int wanted, List<byte[]> bodies, long counted) {
        var vectors = new ArrayList<float[]>();
        long tokens = 0;
        try {
            for (var answer : bodies) {
                var body = MAPPER.readTree(answer);
                for (var vector : vectors(body)) {
                    var floats = floats(vector);
                    if (floats == null) {
                        return unreadable("holds something else than numbers in a vector");
                    }
                    vectors.add(floats);
                }
                tokens += tokens(body);
            }
        } catch (JacksonException malformed) {
            return unreadable("is not valid JSON");
        } catch (IOException impossible) {
            throw new IllegalStateException("reading from memory failed", impossible);
        }
        return vectors.size() == wanted
                ? new EmbeddingAnswer.Vectors(vectors, counted >= 0 ? counted : tokens)
                : unreadable("holds " + vectors.size() + " vectors for " + wanted + " inputs");
    }

    private static EmbeddingAnswer unreadable(String why) {
        return new EmbeddingAnswer.Unreadable(new Failure.Broken("The embedding model's answer " + why + "."));
    }

    private static List<JsonNode> vectors(JsonNode body) {
        if (body.path("embedding").isArray()) {
            return List.of(body.path("embedding"));
        }
        var many = body.path("embeddings");
        var vectors = new ArrayList<JsonNode>();
        (many.isObject() ? many.path("float") : many)
                .forEach(one -> vectors.add(one.isObject() ? one.path("embedding") : one));
        return vectors;
    }

    private static float @Nullable [] floats(JsonNode vector) {
        if (!vector.isArray() || vector.isEmpty()) {
            return null;
        }
        var floats = new float[vector.size()];
        for (int i = 0; i < floats.length; i++) {
            if (!vector.get(i).isNumber() || !Float.isFinite(vector.get(i).floatValue())) {
                return null;
            }
            floats[i] = vector.get(i).floatValue();
        }
        return floats;
    }

    private static long tokens(JsonNode body) {
        var cohere = body.path("meta").path("billed_units").path("input_tokens");
        return body.path("inputTextTokenCount").asLong(cohere.asLong(0));
    }
}
