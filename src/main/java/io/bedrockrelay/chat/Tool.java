package io.bedrockrelay.chat;

import org.jspecify.annotations.Nullable;

/// Something the model may call, or a mark between such things.
public sealed interface Tool {

    /// A tool of the caller's. `schema` is the JSON schema of its arguments; `strict` asks the model to keep to it.
    record Function(
            String name,
            @Nullable String description,
            Json schema,
            @Nullable Boolean strict) implements Tool {}

    /// A tool that Bedrock itself runs (for example `nova_grounding`).
    record Hosted(String name) implements Tool {}

    /// The tools before this point may be cached.
    record CachePoint(@Nullable String ttl) implements Tool {}
}
