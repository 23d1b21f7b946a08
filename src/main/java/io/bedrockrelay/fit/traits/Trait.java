package io.bedrockrelay.fit.traits;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Something that tells one model from another, under the name it has in the table, in the configuration and in lists.
/// Most are answered by yes, no or unknown; the last ones have words of their own ([Manner]).
public enum Trait {
    TEMPERATURE,
    TOP_P,
    /// Both in one request.
    TEMPERATURE_AND_TOP_P,
    /// Any sampling, and a forced choice of top values, while it thinks.
    THINKING_SAMPLING,
    STOP,
    /// The model leaves the stop text out of its answer and says that it met it.
    STOP_CUT,
    /// `thinking` with a budget.
    THINKING_BUDGET,
    BETWEEN_TOOLS,
    /// An output limit and sampling beside the greatest effort.
    LIMIT_AT_HIGH_EFFORT,
    TOOLS,
    /// Tools in a request for a stream.
    TOOLS_STREAMED,
    FORCED_TOOL,
    /// A forced tool beside thinking with a budget.
    FORCED_TOOL_WITH_BUDGET,
    STRICT_TOOLS,
    /// `anyOf`, `oneOf`, `allOf` at the root of a tool's schema.
    TOOL_UNIONS,
    /// A word for no more than one call in an answer.
    ONE_TOOL_CALL,
    RESULT_BESIDE_TEXT,
    RESULT_BESIDE_DOCUMENT,
    RESULT_STATUS,
    RESULT_IMAGE,
    RESULT_DOCUMENT,
    JSON_SCHEMA,
    /// Objects in a schema of an answer that may have other properties than those named.
    SCHEMA_OPEN,
    /// Bounds of numbers and of lengths of arrays in such a schema.
    SCHEMA_BOUNDS,
    CACHE,
    CACHE_TOOLS,
    CACHE_TTL,
    CACHE_HOUR,
    SYSTEM,
    DOCUMENTS,
    IMAGES,
    ASSISTANT_FIRST,
    PREFILL,
    TIER_FLEX,
    TIER_PRIORITY,
    TIER_RESERVED,
    COUNT_TOKENS,

    /// Most output tokens that can be asked for.
    MAX_OUTPUT,
    /// The highest temperature.
    MAX_TEMPERATURE,
    MAX_STOPS,
    TOP_K,
    EFFORT,
    EFFORT_LEVELS,
    EFFORT_OFF,
    /// Which thoughts of earlier answers it takes back.
    THOUGHTS,
    TOOL_IDS,
    /// Fields of the model's own that it refuses though the table does not know.
    REFUSED_FIELDS;

    private static final Map<String, Trait> BY_WIRE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Trait::wire, Function.identity()));

    private final String wire = name().toLowerCase(Locale.ROOT).replace('_', '-');

    public String wire() {
        return wire;
    }

    /// Whether it is answered by yes, no or unknown.
    public boolean isAnswered() {
        return compareTo(MAX_OUTPUT) < 0;
    }

    public static @Nullable Trait fromWire(String wire) {
        return BY_WIRE.get(wire);
    }
}
