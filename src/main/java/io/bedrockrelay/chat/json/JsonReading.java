package io.bedrockrelay.chat.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/// How JSON of callers, of models and of Bedrock is read. A text may be as long as a body may be: bodies are measured
/// as bytes when they arrive, and Jackson's own limit of 20,000,000 characters would turn a request that was taken into
/// a failure of the relay's. Safe for every thread.
public final class JsonReading {
    /// What callers may nest: more than any protocol does, and far less than the stack bears.
    private static final int MOST_NESTED = 200;

    /// Reads without a tree.
    public static final JsonFactory FACTORY =
            builder(StreamReadConstraints.DEFAULT_MAX_DEPTH, Long.MAX_VALUE).build();

    /// Reads trees whose numbers stay as they are written: a tool's argument or a schema's constant of 1.0 would become
    /// 1.
    public static final JsonMapper MAPPER = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private JsonReading() {}

    /// For the body of a caller, whose values were counted on arrival.
    public static JsonFactoryBuilder callers() {
        return callers(Long.MAX_VALUE);
    }

    /// For JSON inside of a caller's string.
    ///
    /// @param mostTokens names, values and brackets, which nobody has counted yet
    public static JsonFactoryBuilder callers(long mostTokens) {
        return builder(MOST_NESTED, mostTokens);
    }

    private static JsonFactoryBuilder builder(int mostNested, long mostTokens) {
        return new JsonFactoryBuilder()
                // Names are the callers': they must not live on in the table of the whole process.
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(mostNested)
                        .maxStringLength(Integer.MAX_VALUE)
                        .maxTokenCount(mostTokens)
                        .build());
    }
}
