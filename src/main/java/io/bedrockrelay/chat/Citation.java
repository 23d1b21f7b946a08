package io.bedrockrelay.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where in a given document a statement stands. `location` is Bedrock's own object
/// (`documentChar`, `documentPage`, `documentChunk`, …), kept as it came.
public record Citation(
        @Nullable String title,
        @Nullable String source,
        List<String> passages,
        @Nullable Json location) {
    public Citation {
        passages = List.copyOf(passages);
    }
}
