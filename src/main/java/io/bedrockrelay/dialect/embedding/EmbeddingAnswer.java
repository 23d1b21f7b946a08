package io.bedrockrelay.dialect.embedding;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.dialect.JsonWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;

/// What the calls of one embedding request gave, together.
public sealed interface EmbeddingAnswer {

    /// The vectors in the order of the inputs.
    ///
    /// @param tokens how many were read in all; 0 where the models do not tell
    record Vectors(List<float[]> vectors, long tokens) implements EmbeddingAnswer {
        public Vectors {
            vectors = List.copyOf(vectors);
        }

        /// The body of the answer to the client.
        public void write(EmbeddingRequest request, JsonWriter out) {
            begin(out);
            for (int index = 0; index < vectors.size(); index++) {
                if (index > 0) {
                    out.ascii(",");
                }
                EmbeddingAnswer.vector(index, vectors.get(index), request.base64(), out);
            }
            EmbeddingAnswer.end(request, tokens, out);
        }
    }

    record Unreadable(Failure failure) implements EmbeddingAnswer {}

    /// Reads the answers of every call.
    ///
    /// @param bodies in the order of the plan
    /// @param counted the sum of Bedrock's header `x-amzn-bedrock-input-token-count` over the calls, -1 if one has
    ///     none: then the bodies are asked, which not all models fill in
    static EmbeddingAnswer read(EmbeddingRequest request, List<byte[]> bodies, long counted) {
        return VectorReader.read(request.inputs().size(), bodies, counted);
    }

    /// The same of some calls of a request.
    ///
    /// @param inputs of these calls together
    static EmbeddingAnswer read(int inputs, List<byte[]> bodies, long counted) {
        return VectorReader.read(inputs, bodies, counted);
    }

    /// What stands before the first vector.
    static void begin(JsonWriter out) {
        out.begin().field("object", "list").name("data").beginArray();
    }

    /// One vector; the commas between them are the caller's.
    static void vector(int index, float[] vector, boolean base64, JsonWriter out) {
        out.begin().field("object", "embedding").field("index", index).name("embedding");
        vector(vector, base64, out);
        out.end();
    }

    /// What stands behind the last vector.
    static void end(EmbeddingRequest request, long tokens, JsonWriter out) {
        out.ascii("]").ascii(",").name("model").value(request.model());
        out.name("usage").begin().field("prompt_tokens", tokens);
        out.field("total_tokens", tokens).end().end();
    }

    private static void vector(float[] vector, boolean base64, JsonWriter out) {
        if (base64) {
            var bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(vector);
            out.value(Base64.getEncoder().encodeToString(bytes.array()));
            return;
        }
        out.beginArray();
        for (float number : vector) {
            out.raw(Float.toString(number));
        }
        out.endArray();
    }
}
