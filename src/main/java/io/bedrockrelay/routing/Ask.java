package io.bedrockrelay.routing;

import io.bedrockrelay.access.Caller;
import org.jspecify.annotations.Nullable;

/// Who wants which model, and under which wishes of the request itself.
///
/// @param dialect the API that the client speaks, for metrics and logs
/// @param model the model name as the client wrote it
/// @param region the Region asked for; null for the caller's or the service's default
/// @param scopes the `X-Relay-Scope` header: scopes in order of preference, separated by commas; null if absent
/// @param adapt the `X-Relay-Adapt` header: whether the request may be fitted to its model; null if absent
public record Ask(
        Caller caller,
        String dialect,
        String model,
        @Nullable String region,
        @Nullable String scopes,
        @Nullable String adapt) {}
