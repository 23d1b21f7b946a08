package io.bedrockrelay.dialect.embedding;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.dialect.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body of `POST /v1/embeddings`: texts, each of which becomes a vector.
///
/// @param model the model name as the client wrote it
/// @param base64 whether the vectors are to come as base64 of little-endian floats rather than as numbers
/// @param dimensions how long the vectors are to be; null leaves it to the model
/// @param purpose what the vectors are for, where a model wants to know
public record EmbeddingRequest(
        String model,
        List<String> inputs,
        boolean base64,
        @Nullable Integer dimensions,
        Purpose purpose) {
    /// OpenAI's own limit.
    private static final int MOST_INPUTS = 2048;

    public EmbeddingRequest {
        inputs = List.copyOf(inputs);
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("inputs is empty");
        }
    }

    /// Cohere's words, the widest in use; `input_type` is a member of ours.
    public enum Purpose {
        SEARCH_DOCUMENT("search_document"),
        SEARCH_QUERY("search_query"),
        CLASSIFICATION("classification"),
        CLUSTERING("clustering");

        private final String wire;

        Purpose(String wire) {
            this.wire = wire;
        }

        public String wire() {
            return wire;
        }
    }

    /// What became of a request's bytes.
    public sealed interface Reading {
        record Read(EmbeddingRequest request) implements Reading {}

        record Refused(Failure failure) implements Reading {}
    }

    public static Reading read(byte[] body) {
        return Field.read(body, field -> new Reading.Read(request(field)), Reading.Refused::new);
    }

    private static EmbeddingRequest request(Field body) {
        return new EmbeddingRequest(
                body.get("model").nonBlankText(),
                inputs(body.get("input")),
                base64(body.get("encoding_format")),
                body.get("dimensions").positiveIntOrNull(),
                purpose(body.get("input_type")));
    }

    private static List<String> inputs(Field input) {
        if (input.isText()) {
            return List.of(text(input));
        }
        if (!input.isArray()) {
            throw input.mistake("must be a string or an array of strings");
        }
        var texts = input.each(EmbeddingRequest::text);
        if (texts.isEmpty() || texts.size() > MOST_INPUTS) {
            throw input.mistake("must hold 1 to " + MOST_INPUTS + " strings");
        }
        return texts;
    }

    private static String text(Field text) {
        if (text.present() && !text.isText()) {
            throw text.mistake(
                    "must be a string: token numbers mean nothing to Bedrock's models; send the text itself");
        }
        return text.nonBlankText();
    }

    private static boolean base64(Field format) {
        return switch (format.textOr("float")) {
            case "float" -> false;
            case "base64" -> true;
            default -> throw format.mistake("must be float or base64");
        };
    }

    private static Purpose purpose(Field type) {
        var wish = type.textOr(Purpose.SEARCH_DOCUMENT.wire());
        for (var purpose : Purpose.values()) {
            if (purpose.wire().equals(wish)) {
                return purpose;
            }
        }
        throw type.mistake("must be one of search_document, search_query, classification, clustering");
    }
}
