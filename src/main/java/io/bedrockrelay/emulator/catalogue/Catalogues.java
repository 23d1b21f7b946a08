package io.bedrockrelay.emulator.catalogue;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The catalogues of all Regions of the account. Immutable.
///
/// @param regions the Regions that answer
/// @param gone    ids of models that have reached the end of their life
public record Catalogues(Map<String, RegionCatalogue> regions, Set<String> gone) {
    public Catalogues {
        regions = Map.copyOf(regions);
        gone = Set.copyOf(gone);
    }

    /// A Region that is not here does not know the account: an opt-in Region that is off answers no call.
    public Optional<RegionCatalogue> region(String name) {
        return Optional.ofNullable(regions.get(name));
    }

    /// These catalogues with those of `other` in place of the same Regions' own.
    public Catalogues overlaidWith(Map<String, RegionCatalogue> other) {
        var merged = new HashMap<>(regions);
        merged.putAll(other);
        return new Catalogues(merged, gone);
    }
}
