package io.bedrockrelay.http.description;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// Whether the description of the API is served. Immutable, read once at start.
@ConfigMapping(prefix = "relay.description")
public interface DescriptionSettings {

    /// Whether `/q/openapi` answers: where access is open to everybody, else to callers with a key.
    @WithDefault("true")
    boolean enabled();
}
