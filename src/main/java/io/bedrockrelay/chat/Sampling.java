package io.bedrockrelay.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the answer is drawn. What is null is left to the model.
public record Sampling(
        @Nullable Integer maxTokens,
        @Nullable Double temperature,
        @Nullable Double topP,
        @Nullable Integer topK,
        List<String> stop) {
    public static final Sampling DEFAULT = new Sampling(null, null, null, null, List.of());

    public Sampling {
        stop = List.copyOf(stop);
    }

    public Sampling withMaxTokens(@Nullable Integer other) {
        return new Sampling(other, temperature, topP, topK, stop);
    }

    public Sampling withStop(List<String> other) {
        return new Sampling(maxTokens, temperature, topP, topK, other);
    }
}
