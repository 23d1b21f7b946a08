package io.bedrockrelay.bench.jmh;

import io.bedrockrelay.catalogue.ListedModel;
import io.bedrockrelay.catalogue.ListedProfile;
import io.bedrockrelay.catalogue.Policy;
import io.bedrockrelay.catalogue.RegionListing;
import io.bedrockrelay.catalogue.Resolution;
import io.bedrockrelay.catalogue.region.Catalogue;
import io.bedrockrelay.catalogue.region.FactsTable;
import io.bedrockrelay.catalogue.resolve.RegionResolver;
import io.bedrockrelay.catalogue.resolve.Resolver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// A Region of 120 models and 70 profiles; for resolving, with a thousand application profiles besides.
@State(Scope.Thread)
public class Resolving {
    private static final String REGION = "us-east-1";
    private static final String MODEL = "arn:aws:bedrock:us-east-1::foundation-model/";
    private static final String ACCOUNT = "arn:aws:bedrock:us-east-1:123456789012:";

    private final FactsTable facts = FactsTable.shipped();
    private final RegionListing region = listing(0);
    private final Resolver resolver = new Resolver(
            List.of(REGION), Map.of(REGION, build(listing(1000), facts)), Map.of("fast", "acme.model-7-v1:0"));

    @Benchmark
    public RegionResolver build() {
        return build(region, facts);
    }

    @Benchmark
    public Resolution modelId() {
        return resolver.resolve("acme.model-42-v1:0", null, Policy.DEFAULT);
    }

    @Benchmark
    public Resolution profileId() {
        return resolver.resolve("us.acme.model-42-v1:0", null, Policy.DEFAULT);
    }

    @Benchmark
    public Resolution applicationProfile() {
        return resolver.resolve("team-999", null, Policy.DEFAULT);
    }

    @Benchmark
    public Resolution alias() {
        return resolver.resolve("fast", null, Policy.DEFAULT);
    }

    /// A name that nothing answers to, the reason and the nearest names included; nothing of it is remembered.
    @Benchmark
    public Resolution unknown() {
        return resolver.resolve("acme.modell-42", null, Policy.DEFAULT);
    }

    private static RegionResolver build(RegionListing listing, FactsTable facts) {
        return new RegionResolver(Catalogue.of(REGION, listing, Map.of(), facts), Set.of());
    }

    private static RegionListing listing(int applications) {
        var models = new ArrayList<ListedModel>();
        var profiles = new ArrayList<ListedProfile>();
        for (int i = 0; i < 120; i++) {
            var id = "acme.model-" + i + "-v1:0";
            models.add(new ListedModel(
                    id,
                    MODEL + id,
                    "Model " + i,
                    "Acme",
                    List.of("TEXT"),
                    List.of("TEXT"),
                    true,
                    List.of(i < 70 ? "INFERENCE_PROFILE" : "ON_DEMAND"),
                    new ListedModel.Lifecycle("ACTIVE", null, null, null, null)));
            if (i < 70) {
                profiles.add(profile(
                        "us." + id, "US Model " + i, ListedProfile.SYSTEM_DEFINED, "inference-profile/us." + id, id));
            }
        }
        for (int i = 0; i < applications; i++) {
            var id = "app%09d".formatted(i);
            var arn = "application-inference-profile/" + id;
            profiles.add(profile(id, "team-" + i, ListedProfile.APPLICATION, arn, "acme.model-" + i % 120 + "-v1:0"));
        }
        return new RegionListing(models, profiles);
    }

    private static ListedProfile profile(String id, String name, String type, String arn, String model) {
        return new ListedProfile(id, ACCOUNT + arn, name, "", type, "ACTIVE", List.of(MODEL + model));
    }
}
