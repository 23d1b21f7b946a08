package io.bedrockrelay.catalogue.resolve;

import io.bedrockrelay.catalogue.CapturedBedrock;
import io.bedrockrelay.catalogue.ListedModel;
import io.bedrockrelay.catalogue.ModelSource;
import io.bedrockrelay.catalogue.RegionListing;
import io.bedrockrelay.catalogue.SourceException;
import io.bedrockrelay.catalogue.region.Catalogue;
import io.bedrockrelay.catalogue.region.FactsTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Resolvers over the answers of a source, built the way the registry does.
public final class Worlds {

    private Worlds() {}

    /// All captured Regions, us-east-1 first.
    public static Resolver captured(Map<String, String> aliases) {
        CapturedBedrock bedrock = CapturedBedrock.withApplicationProfiles();
        List<String> regions = new ArrayList<>(bedrock.regions());
        regions.remove("us-east-1");
        regions.addFirst("us-east-1");
        return of(bedrock, regions, aliases);
    }

    public static Resolver of(ModelSource source, List<String> regions, Map<String, String> aliases) {
        Map<String, RegionListing> listings = new LinkedHashMap<>();
        Map<String, ListedModel> listed = new HashMap<>();
        for (String region : regions) {
            RegionListing listing = fetch(source, region);
            listings.put(region, listing);
            listing.models().forEach(model -> listed.putIfAbsent(model.id(), model));
        }
        Map<String, RegionResolver> loaded = new LinkedHashMap<>();
        FactsTable facts = FactsTable.shipped();
        listings.forEach((region, listing) ->
                loaded.put(region, new RegionResolver(Catalogue.of(region, listing, listed, facts), aliases.keySet())));
        return new Resolver(regions, loaded, aliases);
    }

    private static RegionListing fetch(ModelSource source, String region) {
        try {
            return source.fetch(region);
        } catch (SourceException e) {
            throw new IllegalStateException(e);
        }
    }
}
