package io.bedrockrelay.dialect.claude;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/// How the raw lane reads JSON: in one pass, with bounded nesting, and no name twice, since of two `model`s the relay
/// and Bedrock might each believe another.
final class ClaudeJson {
    static final JsonFactory FACTORY = new JsonFactoryBuilder()
            // Names are the callers': they must not live on in the table of the whole process.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(200)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /// For small things: the few events that carry usage.
    static final JsonMapper TREE = new JsonMapper();

    private ClaudeJson() {}
}
