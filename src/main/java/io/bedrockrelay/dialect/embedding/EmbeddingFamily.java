package io.bedrockrelay.dialect.embedding;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.dialect.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/// How one family of embedding models wants to be asked through InvokeModel. Bedrock has no common form for it.
///
/// Pure functions: `plan` makes the bodies, in the order of the inputs; each is sent by its own call, in any order or
/// at the same time; `EmbeddingAnswer` reads what comes back.
public sealed interface EmbeddingFamily {

    /// What has to be asked.
    sealed interface Plan {
        /// The body of each InvokeModel call, and the family's reader takes their answers in the same order.
        record Calls(List<byte[]> bodies) implements Plan {
            public Calls {
                bodies = List.copyOf(bodies);
            }
        }

        record Refused(Failure failure) implements Plan {}
    }

    Plan plan(EmbeddingRequest request);

    /// The family of a model.
    ///
    /// @param modelId Bedrock's id of the model itself, not of a profile
    static EmbeddingFamily of(String modelId) {
        if (modelId.startsWith("amazon.titan-embed-text-v2")) {
            return new Titan(Titan.Form.TEXT_2);
        }
        if (modelId.startsWith("amazon.titan-embed-text-v1") || modelId.startsWith("amazon.titan-embed-g1-text")) {
            return new Titan(Titan.Form.TEXT_1);
        }
        if (modelId.startsWith("amazon.titan-embed-image")) {
            return new Titan(Titan.Form.MULTIMODAL);
        }
        if (modelId.startsWith("cohere.embed-")) {
            return new Cohere(!modelId.contains("-v3"));
        }
        if (modelId.startsWith("amazon.nova-2-multimodal-embeddings")) {
            return new Nova();
        }
        return new Unserved(
                modelId.startsWith("twelvelabs.marengo")
                        ? "'" + modelId + "' is asked in a form of its own, which is not served as OpenAI embeddings."
                        : "'" + modelId + "' is no embedding model that is known here.");
    }

    /// Whether a model can be asked for embeddings.
    static boolean knows(String modelId) {
        return !(of(modelId) instanceof Unserved);
    }

    /// One text a call.
    record Titan(Form form) implements EmbeddingFamily {
        public enum Form {
            TEXT_1,
            TEXT_2,
            MULTIMODAL;

            private List<Integer> dimensions() {
                return switch (this) {
                    case TEXT_1 -> List.of();
                    case TEXT_2 -> List.of(256, 512, 1024);
                    case MULTIMODAL -> List.of(256, 384, 1024);
                };
            }
        }

        @Override
        public Plan plan(EmbeddingRequest request) {
            return planned(request, form.dimensions(), 1, (texts, out) -> {
                out.begin().field("inputText", texts.getFirst());
                var dimensions = request.dimensions();
                if (dimensions != null && form == Form.TEXT_2) {
                    out.field("dimensions", dimensions);
                } else if (dimensions != null) {
                    out.name("embeddingConfig").begin();
                    out.field("outputEmbeddingLength", dimensions).end();
                }
                out.end();
            });
        }
    }

    /// Up to 96 texts a call. Version 3 has one length, version 4 four.
    record Cohere(boolean choosesDimension) implements EmbeddingFamily {
        private static final int BATCH = 96;

        @Override
        public Plan plan(EmbeddingRequest request) {
            var dimensions = choosesDimension ? List.of(256, 512, 1024, 1536) : List.<Integer>of();
            return planned(request, dimensions, BATCH, (texts, out) -> {
                out.begin().name("texts").beginArray();
                texts.forEach(out::value);
                out.endArray().field("input_type", request.purpose().wire());
                out.name("embedding_types").beginArray().value("float").endArray();
                if (request.dimensions() != null) {
                    out.field("output_dimension", request.dimensions());
                }
                out.end();
            });
        }
    }

    /// One text a call; a text that is too long is refused, as OpenAI does, rather than cut.
    record Nova() implements EmbeddingFamily {
        private static final List<Integer> DIMENSIONS = List.of(256, 384, 1024, 3072);

        @Override
        public Plan plan(EmbeddingRequest request) {
            return planned(request, DIMENSIONS, 1, (texts, out) -> {
                out.begin().field("taskType", "SINGLE_EMBEDDING");
                out.name("singleEmbeddingParams").begin();
                out.field("embeddingPurpose", purpose(request.purpose()));
                if (request.dimensions() != null) {
                    out.field("embeddingDimension", request.dimensions());
                }
                out.name("text").begin().field("truncationMode", "NONE");
                out.field("value", texts.getFirst()).end();
                out.end().end();
            });
        }

        private static String purpose(EmbeddingRequest.Purpose purpose) {
            return switch (purpose) {
                case SEARCH_DOCUMENT -> "GENERIC_INDEX";
                case SEARCH_QUERY -> "GENERIC_RETRIEVAL";
                case CLASSIFICATION -> "CLASSIFICATION";
                case CLUSTERING -> "CLUSTERING";
            };
        }
    }

    /// A model that makes no embeddings, or none that could be asked for here.
    record Unserved(String reason) implements EmbeddingFamily {
        @Override
        public Plan plan(EmbeddingRequest request) {
            return new Plan.Refused(new Failure.Invalid(
                    "model",
                    reason + " Use one of Titan Text Embeddings, Titan Multimodal Embeddings, Cohere Embed or"
                            + " Nova Multimodal Embeddings."));
        }
    }

    /// @param body writes the body for the texts of one call
    private static Plan planned(
            EmbeddingRequest request, List<Integer> dimensions, int batch, BiConsumer<List<String>, JsonWriter> body) {
        if (request.dimensions() != null && !dimensions.contains(request.dimensions())) {
            return new Plan.Refused(new Failure.Invalid("dimensions", "'dimensions' " + choices(dimensions)));
        }
        var bodies = new ArrayList<byte[]>();
        var out = new JsonWriter();
        var inputs = request.inputs();
        for (int start = 0; start < inputs.size(); start += batch) {
            body.accept(inputs.subList(start, Math.min(start + batch, inputs.size())), out.reset());
            bodies.add(out.toBytes());
        }
        return new Plan.Calls(bodies);
    }

    private static String choices(List<Integer> dimensions) {
        return dimensions.isEmpty()
                ? "cannot be chosen for this model; leave it out."
                : "must be one of "
                        + dimensions.stream().map(String::valueOf).collect(Collectors.joining(", "))
                        + " for this model.";
    }
}
