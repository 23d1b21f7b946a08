package io.bedrockrelay.chat;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How much a model is to think before it answers, in one vocabulary for the words of all dialects. Each family of
/// models has a form of its own for it.
///
/// @param display `summarized` or `omitted`: what of the thoughts the caller wants to see; null leaves it to the model
public record Thinking(Amount amount, @Nullable String display) {

    public Thinking(Amount amount) {
        this(amount, null);
    }

    public static Thinking effort(Level level) {
        return new Thinking(new Amount.Effort(level));
    }

    public sealed interface Amount {
        /// Not at all.
        record Off() implements Amount {}

        /// As much as this degree says.
        record Effort(Level level) implements Amount {}

        /// Up to so many tokens.
        record Budget(int tokens) implements Amount {}

        /// As much as the model finds right.
        record Adaptive() implements Amount {}

        /// Between calls of tools only.
        record BetweenTools() implements Amount {}
    }

    public enum Level {
        MINIMAL,
        LOW,
        MEDIUM,
        HIGH,
        XHIGH,
        MAX;

        private static final Map<String, Level> BY_WIRE =
                Stream.of(values()).collect(Collectors.toUnmodifiableMap(Level::wire, Function.identity()));

        private final String wire = name().toLowerCase(Locale.ROOT);

        public String wire() {
            return wire;
        }

        /// Null for a word that is none.
        public static @Nullable Level fromWire(String wire) {
            return BY_WIRE.get(wire);
        }
    }

    /// The word of a dialect for a degree of effort, `none` included; null for a word that is none.
    public static @Nullable Thinking ofWord(String word) {
        if (word.equals("none")) {
            return new Thinking(new Amount.Off());
        }
        var level = Level.fromWire(word);
        return level == null ? null : effort(level);
    }
}
