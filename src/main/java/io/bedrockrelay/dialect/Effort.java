package io.bedrockrelay.dialect;

import io.bedrockrelay.chat.Thinking;
import org.jspecify.annotations.Nullable;

/// How hard a model is to think, in the words that all dialects share.
public final class Effort {
    private Effort() {}

    /// Null where nothing is said.
    public static @Nullable Thinking of(Field effort) {
        var wish = effort.textOrNull();
        if (wish == null) {
            return null;
        }
        var thinking = Thinking.ofWord(wish);
        if (thinking == null) {
            throw effort.mistake("must be one of none, minimal, low, medium, high, xhigh, max");
        }
        return thinking;
    }
}
