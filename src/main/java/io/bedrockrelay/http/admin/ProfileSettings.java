package io.bedrockrelay.http.admin;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// Whether the relay may change the account's application inference profiles. Immutable, read once at start.
@ConfigMapping(prefix = "relay.profiles")
public interface ProfileSettings {

    /// Whether `POST` and `DELETE /api/inference-profiles` do anything. Off unless wished: it changes the AWS account,
    /// and the relay's role needs `bedrock:CreateInferenceProfile`, `bedrock:DeleteInferenceProfile` and
    /// `bedrock:TagResource`.
    @WithDefault("false")
    boolean enabled();
}
