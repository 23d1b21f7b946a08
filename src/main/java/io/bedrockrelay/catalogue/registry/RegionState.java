package io.bedrockrelay.catalogue.registry;

import io.bedrockrelay.catalogue.RegionListing;
import io.bedrockrelay.catalogue.SourceException;
import io.bedrockrelay.catalogue.resolve.RegionResolver;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How one configured Region stands. Immutable.
///
/// @param loaded the last good catalogue; null before the first
/// @param failure of the last refresh; null if it succeeded or none has ended yet
/// @param failures refreshes that failed since the last good one
/// @param due when the next refresh may start
public record RegionState(
        String region, @Nullable Loaded loaded, @Nullable Failure failure, int failures, Instant due) {

    /// What is known about a Region.
    ///
    /// @param refreshedAt when Bedrock gave these lists
    /// @param fromSnapshot whether they were read from the snapshot file
    public record Loaded(RegionListing listing, RegionResolver resolver, Instant refreshedAt, boolean fromSnapshot) {}

    /// Why the last refresh failed.
    public record Failure(SourceException.Kind kind, String message, Instant at) {}

    /// In a word.
    public enum Phase {
        /// Never loaded, and no attempt has ended.
        LOADING,
        /// The last refresh succeeded.
        FRESH,
        /// The last good catalogue serves on.
        STALE,
        /// Nothing to serve.
        FAILED;

        /// The name used in JSON and metrics.
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static RegionState initial(String region, Instant due) {
        return new RegionState(region, null, null, 0, due);
    }

    public Phase phase() {
        if (loaded == null) {
            return failure == null ? Phase.LOADING : Phase.FAILED;
        }
        return failure == null && !loaded.fromSnapshot() ? Phase.FRESH : Phase.STALE;
    }

    RegionState withResolver(RegionResolver resolver) {
        if (loaded == null) {
            throw new IllegalStateException(region + " has no catalogue");
        }
        Loaded renewed = new Loaded(loaded.listing(), resolver, loaded.refreshedAt(), loaded.fromSnapshot());
        return new RegionState(region, renewed, failure, failures, due);
    }
}
