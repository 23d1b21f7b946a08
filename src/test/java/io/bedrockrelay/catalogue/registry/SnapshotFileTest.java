package io.bedrockrelay.catalogue.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.catalogue.ListedModel;
import io.bedrockrelay.catalogue.Listings;
import io.bedrockrelay.catalogue.ModelSource;
import io.bedrockrelay.catalogue.Policy;
import io.bedrockrelay.catalogue.RegionListing;
import io.bedrockrelay.catalogue.SourceException;
import io.bedrockrelay.catalogue.SourceException.Kind;
import io.bedrockrelay.catalogue.Target;
import io.bedrockrelay.catalogue.registry.RegionState.Phase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotFileTest {

    private static final List<String> REGIONS = List.of("us-east-1", "eu-west-1");
    private static final ModelSource DOWN = region -> {
        throw new SourceException(Kind.UNAVAILABLE, "no such host");
    };

    @TempDir
    private Path folder;

    private static RegionListing listing(String region) {
        ListedModel plain = Listings.onDemand(region, "a.model-v1:0");
        ListedModel legacy = new ListedModel(
                "a.old-v1:0",
                plain.arn(),
                "Ärger “quoted”",
                "",
                List.of(),
                List.of("TEXT"),
                false,
                List.of(),
                new ListedModel.Lifecycle("LEGACY", Instant.EPOCH, TestRegistry.START, null, Instant.MAX));
        return new RegionListing(
                List.of(plain, legacy),
                List.of(Listings.profile(region, "us.a.model-v1:0", "a.model-v1:0", region, "")));
    }

    @Test
    void whatWasWrittenIsReadBackWhole() {
        SnapshotFile file = new SnapshotFile(folder.resolve("catalogue.json"));
        var stored = new SnapshotFile.Stored(TestRegistry.START, listing("us-east-1"));
        file.write(Map.of("us-east-1", stored));

        assertThat(file.read()).isEqualTo(Map.of("us-east-1", stored));
        assertThat(folder).isDirectoryNotContaining(path -> path.toString().endsWith(".part"));
    }

    @Test
    void aRelayStartsFromTheFileWhileBedrockIsDownAndSaysThatItIsStale() throws Exception {
        Path path = folder.resolve("catalogue.json");
        try (TestRegistry before = TestRegistry.over(SnapshotFileTest::listing, REGIONS, path)) {
            before.refresh("us-east-1");
            before.refresh("eu-west-1");
        }
        ModelSource halfDown = region -> region.equals("eu-west-1") ? listing(region) : DOWN.fetch(region);
        try (TestRegistry between = TestRegistry.over(halfDown, REGIONS, path)) {
            between.refresh("eu-west-1");
        }
        try (TestRegistry after = TestRegistry.over(DOWN, REGIONS, path)) {
            after.advance(Duration.ofHours(2));
            RegionState state = after.refresh("us-east-1");

            assertThat(after.registry.ready()).isTrue();
            assertThat(state.phase()).isEqualTo(Phase.STALE);
            assertThat(TestRegistry.loaded(state).refreshedAt()).isEqualTo(TestRegistry.START);
            assertThat(TestRegistry.failure(state).message()).isEqualTo("no such host");
            assertThat(after.registry.resolver().resolve("a.model", "us-east-1", Policy.DEFAULT))
                    .isInstanceOf(Target.class);
            assertThat(after.state("eu-west-1").phase()).isEqualTo(Phase.LOADING);
        }
        // A start that reached nothing must not have thrown the file's content away.
        assertThat(new SnapshotFile(path).read()).containsOnlyKeys("us-east-1", "eu-west-1");
    }

    @Test
    void aDamagedFileIsIgnoredAndReplaced() throws Exception {
        Path path = folder.resolve("catalogue.json");
        for (String damage : List.of(
                "",
                "{\"version\":1,\"regions\":{\"us-east-1\":{\"refreshedAt\":\"2026",
                "[]",
                "null",
                "{\"version\":2,\"regions\":{}}",
                "{\"version\":1}",
                "{\"version\":1,\"regions\":{\"us-east-1\":null}}",
                "{\"version\":1,\"regions\":{\"us-east-1\":{\"listing\":{\"models\":[{}]}}}}")) {
            Files.writeString(path, damage);
            try (TestRegistry test = TestRegistry.over(DOWN, REGIONS, path)) {
                assertThat(test.refresh("us-east-1").phase()).as(damage).isEqualTo(Phase.FAILED);
            }
        }
        try (TestRegistry test = TestRegistry.over(SnapshotFileTest::listing, REGIONS, path)) {
            test.refresh("us-east-1");
        }
        assertThat(new SnapshotFile(path).read()).containsOnlyKeys("us-east-1");
    }

    @Test
    void aPlaceThatCannotBeWrittenDoesNotBreakTheRefresh() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        try (TestRegistry test = TestRegistry.over(SnapshotFileTest::listing, REGIONS, file.resolve("below.json"))) {
            assertThat(test.refresh("us-east-1").phase()).isEqualTo(Phase.FRESH);
        }
    }
}
