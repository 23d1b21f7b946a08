package io.bedrockrelay.chat;

import org.jspecify.annotations.Nullable;

/// The answer's text is to be JSON that fits `schema`.
public record OutputFormat(@Nullable String name, @Nullable String description, Json schema) {}
