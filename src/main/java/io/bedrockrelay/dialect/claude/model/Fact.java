package io.bedrockrelay.dialect.claude.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Something that one Claude model takes and another refuses, under the word that the table has for it.
public enum Fact {
    /// `thinking` with a budget.
    ENABLED,
    ADAPTIVE,
    DISABLED,
    /// Thinking that cannot be switched off.
    ALWAYS,
    BETWEEN_TOOLS,
    EFFORT,
    EFFORT_BETA,
    NO_SAMPLING,
    /// Temperature or `top_p`, not both.
    ONE_SAMPLING,
    DISPLAY,
    SYSTEM,
    TOOL_CHANGES,
    FORMAT,
    TOOL_SEARCH,
    EAGER,
    HOUR,
    DATED,
    NEW_TOKENS,
    /// The line of a client's at the head of `system` that says what it is.
    ATTRIBUTION,
    CONTEXT_MANAGEMENT,
    /// A tool call that comes back without the thoughts before it, while `thinking` is on. Anthropic's documentation
    /// says that such an answer comes without thinking; reports of Bedrock have a refusal.
    CALLS_WITHOUT_THOUGHTS,
    COUNTING;

    private static final Map<String, Fact> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Fact::word, Function.identity()));

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    public String word() {
        return word;
    }

    public static @Nullable Fact ofWord(String word) {
        return BY_WORD.get(word);
    }
}
