package io.bedrockrelay.catalogue.region;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the relay's own table says about a model.
///
/// @param contextWindow tokens; null where unknown
/// @param maxOutputTokens tokens; null where unknown
/// @param abilities such as `tools`, `reasoning`, `vision`, `documents`, `prompt-caching`, `structured-output`
/// @param kind whether it is one to chat with, where modalities do not tell
public record ModelFacts(
        @Nullable Integer contextWindow, @Nullable Integer maxOutputTokens, List<String> abilities, Kind kind) {

    /// Whether a model is one to chat with.
    public enum Kind {
        /// Yes, also where a Region does not tell its modalities.
        CHAT,
        /// No, though its modalities look like it.
        NOT_CHAT
    }

    public ModelFacts {
        abilities = List.copyOf(abilities);
    }
}
