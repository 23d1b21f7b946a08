package io.bedrockrelay.routing;

import io.bedrockrelay.access.Caller;
import io.bedrockrelay.routing.setup.RouteWish;
import org.jspecify.annotations.Nullable;

/// Who wants which model, and under which wishes of the request itself.
///
/// @param dialect the API that the client speaks, for metrics and logs
/// @param model the model name as the client wrote it
/// @param region the Region asked for; null for the caller's or the service's default
/// @param scopes the `X-Relay-Scope` header: scopes in order of preference, separated by commas; null if absent
/// @param adapt the `X-Relay-Adapt` header: whether the request may be fitted to its model; null if absent
/// @param wish what the request says about its route
public record Ask(
        Caller caller,
        String dialect,
        String model,
        @Nullable String region,
        @Nullable String scopes,
        @Nullable String adapt,
        RouteWish wish) {

    /// Says nothing about its route.
    public Ask(
            Caller caller,
            String dialect,
            String model,
            @Nullable String region,
            @Nullable String scopes,
            @Nullable String adapt) {
        this(caller, dialect, model, region, scopes, adapt, RouteWish.NONE);
    }

    /// The same wish for another name in another Region.
    Ask in(String name, String place) {
        return new Ask(caller, dialect, name, place, scopes, adapt, wish);
    }
}
