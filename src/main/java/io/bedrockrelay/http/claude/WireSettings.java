package io.bedrockrelay.http.claude;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// What becomes of a Claude model's own body on Bedrock's wire. Immutable, read once at start.
@ConfigMapping(prefix = "relay.wire")
public interface WireSettings {

    /// Whether such a body that goes to a model of another vendor is translated; else it is passed on, and Bedrock
    /// refuses it.
    @WithDefault("true")
    boolean translate();
}
