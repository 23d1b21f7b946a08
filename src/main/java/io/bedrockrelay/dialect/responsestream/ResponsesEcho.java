package io.bedrockrelay.dialect.responsestream;

import io.bedrockrelay.chat.Json;
import io.bedrockrelay.dialect.Echo;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an answer has to know of its request.
///
/// @param tools the way back from the names that the model was given to the tools that the caller declared; a function
/// of the same name needs no entry
/// @param thoughts the reasoning items of the history, in their order
public record ResponsesEcho(Repeated repeated, Map<String, Called> tools, List<Thought> thoughts) implements Echo {
    public static final Json TEXT = new Json("{\"type\":\"text\"}");
    public static final Json AUTO = new Json("\"auto\"");
    public static final String MEDIUM = "medium";

    static final ResponsesEcho NONE = new ResponsesEcho(
            new Repeated(null, Json.EMPTY_OBJECT, true, null, null, null, null, null, null, TEXT, MEDIUM, AUTO, null),
            Map.of(),
            List.of());

    public ResponsesEcho {
        tools = Map.copyOf(tools);
        thoughts = List.copyOf(thoughts);
    }

    /// Members of the request that stand in the answer as they came.
    ///
    /// @param effort `reasoning.effort`
    /// @param summary `reasoning.summary`; thinking is shown where it is there
    public record Repeated(
            @Nullable Integer maxOutputTokens,
            Json metadata,
            boolean parallelToolCalls,
            @Nullable String promptCacheKey,
            @Nullable String effort,
            @Nullable String summary,
            @Nullable String safetyIdentifier,
            @Nullable Double temperature,
            @Nullable Double topP,
            Json textFormat,
            String verbosity,
            Json toolChoice,
            @Nullable String user) {}

    /// A reasoning item that the caller sent.
    ///
    /// @param id the item's, if it has one
    /// @param origin the model whose thought it is; null: nothing of it could be read, it is left out already
    public record Thought(@Nullable String id, @Nullable String origin) {}

    boolean thinkingShown() {
        return repeated.summary() != null;
    }

    /// How the caller wants to hear of a call.
    public enum Kind {
        FUNCTION,
        CUSTOM,
        TOOL_SEARCH,
        LOCAL_SHELL
    }

    /// A tool as its caller calls it.
    ///
    /// @param namespace the group in which it was declared, if any
    public record Called(Kind kind, @Nullable String namespace, String name) {}

    /// What the model means by a name; a function, if nobody declared it.
    Called called(String modelName) {
        var known = tools.get(modelName);
        return known == null ? new Called(Kind.FUNCTION, null, modelName) : known;
    }
}
