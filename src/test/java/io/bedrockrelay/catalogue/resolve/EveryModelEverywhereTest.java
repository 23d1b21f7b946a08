package io.bedrockrelay.catalogue.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.catalogue.CapturedBedrock;
import io.bedrockrelay.catalogue.ListedModel;
import io.bedrockrelay.catalogue.ListedProfile;
import io.bedrockrelay.catalogue.Policy;
import io.bedrockrelay.catalogue.Policy.Geography;
import io.bedrockrelay.catalogue.Refusal;
import io.bedrockrelay.catalogue.RegionListing;
import io.bedrockrelay.catalogue.Scope;
import io.bedrockrelay.catalogue.Target;
import io.bedrockrelay.catalogue.name.ShortNames;
import io.bedrockrelay.catalogue.region.Model;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Every form of every name, in every captured Region, checked against the raw lists and nothing else.
class EveryModelEverywhereTest {

    private static final List<Policy> POLICIES = List.of(
            Policy.DEFAULT,
            new Policy(List.of(Scope.GLOBAL, Scope.IN_REGION, Scope.GEOGRAPHIC), List.of(), Geography.WIDEST),
            new Policy(List.of(Scope.IN_REGION), List.of(), Geography.NARROWEST),
            new Policy(List.of(Scope.GEOGRAPHIC, Scope.IN_REGION), List.of("eu-*", "us-*"), Geography.NARROWEST));

    private static final Map<String, RegionListing> raw = new HashMap<>();
    private static Resolver resolver;

    @BeforeAll
    static void load() throws Exception {
        CapturedBedrock bedrock = CapturedBedrock.withApplicationProfiles();
        for (String region : bedrock.regions()) {
            raw.put(region, bedrock.fetch(region));
        }
        resolver = Worlds.captured(Map.of());
    }

    @Test
    void everyTargetIsOneThatTheRegionListsAndEveryRefusalHasAReason() {
        int targets = 0;
        int refusals = 0;
        for (String region : raw.keySet()) {
            Set<String> callable = callable(listing(region));
            for (String name : allNames()) {
                for (Policy policy : policies(name, region)) {
                    switch (resolver.resolve(name, region, policy)) {
                        case Target target -> {
                            targets++;
                            assertThat(callable).as("%s in %s", name, region).contains(target.invocationId());
                            assertThat(target.region()).isEqualTo(region);
                            assertWithin(policy, target, listing(region));
                        }
                        case Refusal refusal -> {
                            refusals++;
                            assertThat(refusal.message())
                                    .as("%s in %s", name, region)
                                    .isNotBlank();
                            assertThat(callable).containsAll(refusal.usable());
                            refusal.worksIn().forEach(place -> assertThat(callable(listing(place.region())))
                                    .contains(place.invocationId()));
                        }
                    }
                }
            }
        }
        assertThat(targets).isGreaterThan(10_000);
        assertThat(refusals).isGreaterThan(10_000);
    }

    @Test
    void everyModelThatCanBeCalledAtAllIsFoundByTheDefaultPolicyUnderEachOfItsNames() {
        raw.forEach((region, listing) -> {
            for (ListedModel model : listing.models()) {
                boolean canBeCalled = model.inferenceTypes().contains("ON_DEMAND")
                        || listing.profiles().stream()
                                .anyMatch(profile ->
                                        profile.type().equals("SYSTEM_DEFINED") && reaches(profile, model.id()));
                assertThat(resolver.resolve(model.id(), region, Policy.DEFAULT) instanceof Target)
                        .as("%s in %s", model.id(), region)
                        .isEqualTo(canBeCalled);
                if (canBeCalled) {
                    Target byId = (Target) resolver.resolve(model.id(), region, Policy.DEFAULT);
                    Target byArn = (Target) resolver.resolve(model.arn(), region, Policy.DEFAULT);
                    assertThat(byArn.invocationId()).isEqualTo(byId.invocationId());
                    ShortNames.of(model.id()).forEach(name -> assertThat(resolver.resolve(name, region, Policy.DEFAULT))
                            .as("%s in %s", name, region)
                            .isInstanceOf(Target.class));
                }
            }
        });
    }

    @Test
    void everyProfileIsItselfByIdAndByArnAlsoWhereItsModelIsGone() {
        int gone = 0;
        for (String region : raw.keySet()) {
            for (ListedProfile profile : listing(region).profiles()) {
                Target byId = (Target) resolver.resolve(profile.id(), region, Policy.DEFAULT);
                Target byArn = (Target) resolver.resolve(profile.arn(), region, Policy.DEFAULT);
                boolean application = profile.type().equals("APPLICATION");
                assertThat(byId.invocationId()).isEqualTo(application ? profile.arn() : profile.id());
                assertThat(byArn.invocationId()).isEqualTo(profile.arn());
                String model = profile.modelArns().getFirst().split("/", 2)[1];
                assertThat(byId.modelId()).isEqualTo(model);
                if (listing(region).models().stream()
                        .noneMatch(each -> each.id().equals(model))) {
                    gone++;
                    Target bare = (Target) resolver.resolve(model, region, Policy.DEFAULT);
                    assertThat(bare.invocationId()).endsWith(model);
                }
            }
        }
        assertThat(gone).as("profiles whose model is gone").isEqualTo(32);
    }

    @Test
    void noModelAndNoProfileIsLostInTheJoin() {
        for (RegionResolver region : resolver.loaded()) {
            RegionListing listing = listing(region.region());
            List<Model> models = region.catalogue().models();
            assertThat(models.stream().filter(model -> !model.remote()).map(Model::id))
                    .containsExactlyElementsOf(
                            listing.models().stream().map(ListedModel::id).toList());
            assertThat(region.catalogue().profiles().stream().map(profile -> profile.listed()))
                    .containsExactlyElementsOf(listing.profiles());
        }
        assertThat(resolver.loaded()).hasSize(20);
    }

    /// Refusals look through all Regions and cost the most, so a name that the Region does not know is asked with the
    /// default policy alone.
    private static List<Policy> policies(String name, String region) {
        return Objects.requireNonNull(resolver.region(region)).knows(name) ? POLICIES : List.of(Policy.DEFAULT);
    }

    private static RegionListing listing(String region) {
        return Objects.requireNonNull(raw.get(region));
    }

    private static void assertWithin(Policy policy, Target target, RegionListing listing) {
        Set<String> destinations = new TreeSet<>();
        listing.profiles().stream()
                .filter(profile -> profile.id().equals(target.invocationId())
                        || profile.arn().equals(target.invocationId()))
                .forEach(profile -> profile.modelArns().forEach(arn -> destinations.add(arn.split(":", -1)[3])));
        if (destinations.isEmpty()) {
            destinations.add(target.region());
        }
        if (!policy.residency().isEmpty()) {
            assertThat(destinations).allMatch(policy::admits, "is where the data may be");
        }
        Scope reach = destinations.contains("")
                ? Scope.GLOBAL
                : destinations.equals(Set.of(target.region())) ? Scope.IN_REGION : Scope.GEOGRAPHIC;
        assertThat(policy.scopes()).contains(reach);
    }

    /// Ids and ARNs that Bedrock's runtime takes in a Region, by the raw lists.
    private static Set<String> callable(RegionListing listing) {
        Set<String> ids = new HashSet<>();
        listing.models().stream()
                .filter(model -> model.inferenceTypes().contains("ON_DEMAND"))
                .forEach(model -> ids.add(model.id()));
        listing.profiles().forEach(profile -> {
            ids.add(profile.arn());
            if (profile.type().equals("SYSTEM_DEFINED")) {
                ids.add(profile.id());
            }
        });
        return ids;
    }

    private static boolean reaches(ListedProfile profile, String modelId) {
        return profile.modelArns().stream().anyMatch(arn -> arn.endsWith("/" + modelId));
    }

    /// Names of all Regions together: each is asked in every Region, also where it is not known.
    private static Set<String> allNames() {
        Set<String> names = new TreeSet<>();
        raw.values().forEach(listing -> {
            listing.models().forEach(model -> {
                names.add(model.id());
                names.add(model.arn());
                names.addAll(ShortNames.of(model.id()));
            });
            listing.profiles().forEach(profile -> names.addAll(List.of(profile.id(), profile.arn(), profile.name())));
        });
        List<String> encoded = new ArrayList<>();
        names.stream().filter(name -> name.contains(":")).limit(200).forEach(name -> {
            encoded.add(name.replace(":", "%3A").replace("/", "%2F"));
            encoded.add(name.replace(":", "%253A").replace("/", "%252F"));
        });
        names.addAll(encoded);
        return names;
    }
}
