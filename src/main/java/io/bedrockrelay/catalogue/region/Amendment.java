package io.bedrockrelay.catalogue.region;

import io.bedrockrelay.catalogue.ListedProfile;
import io.bedrockrelay.catalogue.RegionListing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// What the relay itself has just changed of a Region's profiles, laid over what Bedrock lists: a list may have been
/// read before the change, or lag behind it. Immutable.
public sealed interface Amendment {
    /// Longer than Bedrock's lists lag, shorter than anybody waits before changing the same profile by other means.
    Duration LIFETIME = Duration.ofMinutes(5);

    Instant at();

    /// The listing with this change in it, whether or not it was there already.
    RegionListing over(RegionListing listing);

    default boolean expired(Instant now) {
        return now.isAfter(at().plus(LIFETIME));
    }

    /// A profile was made.
    record Made(ListedProfile profile, Instant at) implements Amendment {
        @Override
        public RegionListing over(RegionListing listing) {
            return new RegionListing(
                    listing.models(),
                    Stream.concat(others(listing, profile.id()), Stream.of(profile))
                            .toList());
        }
    }

    /// The profile of this id was deleted.
    record Deleted(String id, Instant at) implements Amendment {
        @Override
        public RegionListing over(RegionListing listing) {
            return new RegionListing(listing.models(), others(listing, id).toList());
        }
    }

    private static Stream<ListedProfile> others(RegionListing listing, String id) {
        return listing.profiles().stream().filter(profile -> !profile.id().equals(id));
    }

    /// The listing with all changes that still count.
    static RegionListing lay(List<Amendment> amendments, RegionListing listing, Instant now) {
        for (var amendment : amendments) {
            if (!amendment.expired(now)) {
                listing = amendment.over(listing);
            }
        }
        return listing;
    }
}
