package io.bedrockrelay.dialect.claude;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bedrockrelay.chat.json.JsonReading;

/// How the raw lane reads JSON: in one pass, with bounded nesting, and no name twice, since of two `model`s the relay
/// and Bedrock might each believe another.
final class ClaudeJson {
    static final JsonFactory FACTORY = JsonReading.callers()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /// For small things: the few events that carry usage.
    static final JsonMapper TREE = new JsonMapper(JsonReading.FACTORY);

    private ClaudeJson() {}
}
