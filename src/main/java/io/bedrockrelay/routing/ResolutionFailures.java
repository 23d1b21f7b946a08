package io.bedrockrelay.routing;

import io.bedrockrelay.catalogue.Refusal;
import io.bedrockrelay.chat.Failure;

/// A resolution's refusal as the failure that a caller gets.
public final class ResolutionFailures {
    private ResolutionFailures() {}

    /// What is said of a name that is unknown, or has to look so.
    public static String unknown(String region) {
        return "No model, profile or alias of this name is known in %s.".formatted(region);
    }

    public static Failure failure(Refusal refusal) {
        return switch (refusal.code()) {
            case INVALID_REQUEST -> new Failure.Invalid(null, refusal.message());
            case FORBIDDEN -> new Failure.Forbidden(refusal.message());
            case MODEL_NOT_FOUND -> new Failure.UnknownModel(refusal.message(), refusal.nearest(), null);
            case MODEL_UNAVAILABLE ->
                new Failure.UnusableModel(
                        refusal.message(),
                        refusal.usable(),
                        refusal.worksIn().stream()
                                .map(place -> new Failure.WorksIn(place.region(), place.invocationId()))
                                .toList(),
                        null);
            case UPSTREAM_UNAVAILABLE -> new Failure.Unavailable(refusal.message(), null, null);
        };
    }
}
