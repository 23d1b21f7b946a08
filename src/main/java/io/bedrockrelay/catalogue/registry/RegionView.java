package io.bedrockrelay.catalogue.registry;

import io.bedrockrelay.catalogue.RegionListing;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// One Region in the answer of `GET /api/regions`. Component names are the JSON names.
///
/// @param state `loading`, `fresh`, `stale` or `failed`
/// @param byDefault whether it answers requests that name no Region
/// @param refreshedAt null before the first success, like age and counts
/// @param models that Bedrock lists
/// @param profiles system-defined and application profiles
/// @param lastError why the last refresh failed; null if it did not
public record RegionView(
        String region,
        boolean byDefault,
        String state,
        @Nullable Instant refreshedAt,
        @Nullable Long ageSeconds,
        @Nullable Integer models,
        @Nullable Integer profiles,
        @Nullable LastError lastError) {

    /// Why a refresh failed.
    ///
    /// @param kind such as `throttled` or `not-enabled`
    public record LastError(String kind, String message, Instant at) {}

    static RegionView of(RegionState state, boolean byDefault, Instant now) {
        RegionState.Loaded loaded = state.loaded();
        RegionState.Failure failure = state.failure();
        RegionListing listing = loaded == null ? null : loaded.listing();
        Instant refreshedAt = loaded == null ? null : loaded.refreshedAt();
        return new RegionView(
                state.region(),
                byDefault,
                state.phase().label(),
                refreshedAt,
                refreshedAt == null ? null : Duration.between(refreshedAt, now).toSeconds(),
                listing == null ? null : listing.models().size(),
                listing == null ? null : listing.profiles().size(),
                failure == null ? null : new LastError(failure.kind().label(), failure.message(), failure.at()));
    }

    /// The same with the words of the last error changed.
    public RegionView saying(UnaryOperator<String> words) {
        return lastError == null
                ? this
                : new RegionView(
                        region,
                        byDefault,
                        state,
                        refreshedAt,
                        ageSeconds,
                        models,
                        profiles,
                        new LastError(lastError.kind(), words.apply(lastError.message()), lastError.at()));
    }

    /// The same for a caller who has a default Region of its own.
    public RegionView asDefault(boolean isDefault) {
        return new RegionView(region, isDefault, state, refreshedAt, ageSeconds, models, profiles, lastError);
    }
}
