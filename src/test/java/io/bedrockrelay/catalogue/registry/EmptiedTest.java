package io.bedrockrelay.catalogue.registry;

import static io.bedrockrelay.catalogue.Listings.onDemand;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.catalogue.ListedProfile;
import io.bedrockrelay.catalogue.ModelSource;
import io.bedrockrelay.catalogue.RegionListing;
import io.bedrockrelay.catalogue.SourceException.Kind;
import io.bedrockrelay.catalogue.registry.RegionState.Phase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A list that was full and is empty now is no answer.
class EmptiedTest {
    private static final String REGION = "us-east-1";
    private static final RegionListing FULL = new RegionListing(
            List.of(onDemand(REGION, "a.model-v1:0")),
            List.of(
                    profile("us.a.model-v1:0", ListedProfile.SYSTEM_DEFINED),
                    profile("own", ListedProfile.APPLICATION)));
    private static final RegionListing EMPTY = new RegionListing(List.of(), List.of());

    private final AtomicReference<RegionListing> listing = new AtomicReference<>(FULL);
    private final ModelSource source = _ -> listing.get();

    private static ListedProfile profile(String id, String type) {
        return new ListedProfile(
                id,
                "arn:aws:bedrock:us-east-1:123456789012:inference-profile/" + id,
                id,
                "",
                type,
                "ACTIVE",
                List.of("arn:aws:bedrock:us-east-1::foundation-model/a.model-v1:0"));
    }

    @Test
    void keepsTheLastGoodCatalogueAndItsFileAndSaysSo(@TempDir Path folder) throws Exception {
        var file = folder.resolve("snapshot.json");
        try (var test = TestRegistry.over(source, List.of(REGION), file)) {
            test.startAndWait();
            var stored = Files.readString(file);
            for (var hollow : List.of(
                    EMPTY,
                    new RegionListing(List.of(), FULL.profiles()),
                    new RegionListing(FULL.models(), List.of()),
                    new RegionListing(FULL.models(), FULL.profiles().subList(1, 2)))) {
                listing.set(hollow);
                var state = test.refresh(REGION);
                assertThat(state.phase()).isEqualTo(Phase.STALE);
                assertThat(TestRegistry.failure(state).kind()).isEqualTo(Kind.INVALID_ANSWER);
                assertThat(TestRegistry.failure(state).message())
                        .contains("Bedrock lists no ", "where it listed 1 before");
                assertThat(TestRegistry.loaded(state).listing()).isEqualTo(FULL);
                assertThat(test.registry.ready()).isTrue();
                assertThat(Files.readString(file)).isEqualTo(stored);
            }
            assertThat(test.registry.refreshFailures(REGION)).isEqualTo(4);
            listing.set(FULL);
            assertThat(test.refresh(REGION).phase()).isEqualTo(Phase.FRESH);
        }
        listing.set(EMPTY);
        try (var restarted = TestRegistry.over(source, List.of(REGION), file)) {
            restarted.startAndWait();
            assertThat(restarted.state(REGION).phase()).isEqualTo(Phase.STALE);
            assertThat(TestRegistry.loaded(restarted.state(REGION)).fromSnapshot())
                    .isTrue();
        }
    }

    @Test
    void isTakenWhereTheAccountDeletedItsOwnProfilesOrNothingWasThereBefore() throws Exception {
        try (var test = TestRegistry.over(source, List.of(REGION))) {
            test.startAndWait();
            listing.set(new RegionListing(FULL.models(), FULL.profiles().subList(0, 1)));
            assertThat(test.refresh(REGION).phase()).isEqualTo(Phase.FRESH);
        }
        listing.set(EMPTY);
        try (var test = TestRegistry.over(source, List.of(REGION))) {
            test.startAndWait();
            assertThat(test.state(REGION).phase()).isEqualTo(Phase.FRESH);
        }
    }
}
