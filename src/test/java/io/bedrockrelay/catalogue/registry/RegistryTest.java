package io.bedrockrelay.catalogue.registry;

import static io.bedrockrelay.catalogue.Listings.onDemand;
import static io.bedrockrelay.catalogue.Listings.profile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bedrockrelay.catalogue.Listings;
import io.bedrockrelay.catalogue.ModelSource;
import io.bedrockrelay.catalogue.Policy;
import io.bedrockrelay.catalogue.Refusal;
import io.bedrockrelay.catalogue.RegionListing;
import io.bedrockrelay.catalogue.SourceException;
import io.bedrockrelay.catalogue.SourceException.Kind;
import io.bedrockrelay.catalogue.Target;
import io.bedrockrelay.catalogue.region.Model;
import io.bedrockrelay.catalogue.registry.RegionState.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RegistryTest {

    private static final String MODEL = "arn:aws:bedrock:us-east-1::foundation-model/a.model-v1:0";
    private static final List<String> TWO = List.of("us-east-1", "eu-west-1");

    private static RegionListing one(String region) {
        return Listings.of(onDemand(region, "a.model-v1:0"));
    }

    @Test
    void isNotReadyBeforeTheFirstRegionAndStartDoesNotWaitForBedrock() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        ModelSource slow = region -> {
            awaitQuietly(open);
            return one(region);
        };
        try (TestRegistry test = TestRegistry.over(slow, TWO)) {
            test.registry.start();

            assertThat(test.registry.ready()).isFalse();
            assertThat(test.registry.regions()).allMatch(state -> state.phase() == Phase.LOADING);
            assertThat(test.registry.resolver().resolve("a.model-v1:0", null, Policy.DEFAULT))
                    .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code())
                            .isEqualTo(Refusal.Code.UPSTREAM_UNAVAILABLE));

            open.countDown();
            test.refresh("eu-west-1");
            assertThat(test.registry.ready()).isTrue();
        }
    }

    @Test
    void allRegionsAreAskedAtTheSameTime() throws Exception {
        CountDownLatch all = new CountDownLatch(2);
        ModelSource together = region -> {
            all.countDown();
            awaitQuietly(all);
            return one(region);
        };
        try (TestRegistry test = TestRegistry.over(together, TWO)) {
            test.registry.start();
            assertThat(all.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aDeadRegionHarmsNoOther() throws Exception {
        ModelSource source = region -> {
            if (region.equals("us-east-1")) {
                throw new SourceException(Kind.NOT_ENABLED, "the security token is invalid");
            }
            return one(region);
        };
        try (TestRegistry test = TestRegistry.over(source, TWO)) {
            test.startAndWait();
            RegionState dead = test.refresh("us-east-1");
            test.refresh("eu-west-1");

            assertThat(test.registry.ready()).isTrue();
            assertThat(dead.phase()).isEqualTo(Phase.FAILED);
            assertThat(TestRegistry.failure(dead).kind()).isEqualTo(Kind.NOT_ENABLED);
            assertThat(test.state("eu-west-1").phase()).isEqualTo(Phase.FRESH);
            assertThat(test.registry.views().getFirst().lastError())
                    .extracting(RegionView.LastError::message)
                    .isEqualTo("the security token is invalid");
            assertThat(test.registry.resolver().resolve("a.model-v1:0", "eu-west-1", Policy.DEFAULT))
                    .isInstanceOf(Target.class);
        }
    }

    @Test
    void aDefectInTheSourceIsAFailureOfThatRegionOnly() throws Exception {
        ModelSource source = region -> {
            throw new IllegalStateException("defect");
        };
        try (TestRegistry test = TestRegistry.over(source, TWO)) {
            assertThat(TestRegistry.failure(test.refresh("us-east-1")).message())
                    .contains("defect");
        }
    }

    @Test
    void aFailedRefreshKeepsTheLastGoodCatalogueAndItsAgeShows() throws Exception {
        AtomicReference<ModelSource> source = new AtomicReference<>(RegistryTest::one);
        try (TestRegistry test = TestRegistry.over(region -> source.get().fetch(region), List.of("us-east-1"))) {
            test.refresh("us-east-1");
            source.set(region -> {
                throw new SourceException(Kind.THROTTLED, "slow down");
            });
            test.advance(Duration.ofMinutes(20));
            RegionState state = test.refresh("us-east-1");

            assertThat(state.phase()).isEqualTo(Phase.STALE);
            assertThat(test.registry.isStale(state)).isTrue();
            RegionView view = test.registry.views().getFirst();
            assertThat(view.state()).isEqualTo("stale");
            assertThat(view.ageSeconds()).isEqualTo(1200);
            assertThat(view.models()).isEqualTo(1);
            assertThat(view.lastError()).extracting(RegionView.LastError::kind).isEqualTo("throttled");
            assertThat(test.registry.resolver().resolve("a.model-v1:0", null, Policy.DEFAULT))
                    .isInstanceOf(Target.class);

            source.set(RegistryTest::one);
            assertThat(test.refresh("us-east-1").phase()).isEqualTo(Phase.FRESH);
        }
    }

    @Test
    void aRegionThatNeverAnswersIsGivenUpAfterTheTimeLimit() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        ModelSource hangs = region -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return one(region);
        };
        try (TestRegistry test = TestRegistry.impatient(hangs, List.of("us-east-1"))) {
            assertThat(TestRegistry.failure(test.refresh("us-east-1")).kind()).isEqualTo(Kind.TIMEOUT);
            assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aRegionThatNeverAnswersDelaysTheOthersOnlyUntilTheTimeLimit() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        ModelSource source = region -> {
            if (region.equals("us-east-1")) {
                awaitQuietly(never);
            }
            return one(region);
        };
        try (TestRegistry test = TestRegistry.narrow(source, TWO)) {
            var stuck = test.registry.refresh("us-east-1");
            assertThat(test.refresh("eu-west-1").phase()).isEqualTo(Phase.FRESH);
            assertThat(TestRegistry.failure(stuck.join()).kind()).isEqualTo(Kind.TIMEOUT);
        }
    }

    @Test
    void aRefreshIsDueAfterTheConfiguredTimeWithATenthOfJitter() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        ModelSource source = region -> {
            calls.incrementAndGet();
            return one(region);
        };
        try (TestRegistry test = TestRegistry.over(source, List.of("us-east-1"))) {
            Duration wait = Duration.between(
                    TestRegistry.START, test.refresh("us-east-1").due());
            assertThat(wait).isBetween(Duration.ofSeconds(810), Duration.ofSeconds(990));

            test.advance(wait.minusMillis(1));
            test.registry.refreshDue();
            assertThat(calls).hasValue(1);

            test.advance(Duration.ofMillis(1));
            test.registry.refreshDue();
            test.refresh("us-east-1");
            assertThat(calls).hasValueGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void aStaleRefreshIsGrantedOnceAMinutePerRegion() {
        try (TestRegistry test = TestRegistry.over(RegistryTest::one, TWO)) {
            assertThat(test.registry.refreshStale("us-east-1")).isTrue();
            assertThat(test.registry.refreshStale("us-east-1")).isFalse();
            assertThat(test.registry.refreshStale("eu-west-1")).isTrue();
            assertThat(test.registry.refreshStale("ap-south-1")).isFalse();

            test.advance(Duration.ofSeconds(59));
            assertThat(test.registry.refreshStale("us-east-1")).isFalse();
            test.advance(Duration.ofSeconds(1));
            assertThat(test.registry.refreshStale("us-east-1")).isTrue();
        }
    }

    @Test
    void callersWhoAskTogetherShareOneRefresh() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        CountDownLatch open = new CountDownLatch(1);
        ModelSource source = region -> {
            calls.incrementAndGet();
            awaitQuietly(open);
            return one(region);
        };
        try (TestRegistry test = TestRegistry.over(source, List.of("us-east-1"))) {
            var first = test.registry.refresh("us-east-1");
            var second = test.registry.refresh("us-east-1");
            open.countDown();

            assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo(second.get(10, TimeUnit.SECONDS));
            assertThat(calls).hasValue(1);
            assertThatThrownBy(() -> test.registry.refresh("mars-north-1")).hasMessageContaining("not a configured");
        }
    }

    @Test
    void aRemoteModelBorrowsItsFactsFromWhicheverRegionComesLater() throws Exception {
        Map<String, RegionListing> listings = new ConcurrentHashMap<>(Map.of(
                "us-east-1",
                new RegionListing(List.of(), List.of(profile("us-east-1", "us.a.model", "a.model", "us-east-1"))),
                "eu-west-1",
                Listings.of(onDemand("eu-west-1", "a.model"))));
        try (TestRegistry test = TestRegistry.over(region -> Objects.requireNonNull(listings.get(region)), TWO)) {
            test.refresh("us-east-1");
            assertThat(model(test).listed().name()).isEqualTo("a.model");

            test.refresh("eu-west-1");
            assertThat(model(test).listed().name()).isEqualTo("Name of a.model");
            assertThat(model(test).remote()).isTrue();

            listings.put("eu-west-1", Listings.of(onDemand("eu-west-1", "b.model")));
            test.refresh("eu-west-1");
            assertThat(model(test).listed().name()).isEqualTo("a.model");
        }
    }

    private static Model model(TestRegistry test) {
        return Objects.requireNonNull(test.catalogue("us-east-1").model("a.model"));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aProfileJustMadeIsServedThoughBedrocksListsLagBehind() throws Exception {
        ModelSource listing = region -> Listings.of(onDemand(region, "a.model-v1:0"));
        try (TestRegistry test = TestRegistry.over(listing, List.of("us-east-1"))) {
            test.startAndWait();
            var made = Listings.application("us-east-1", "p123", "mine", MODEL);
            test.registry.made("us-east-1", made);
            assertThat(test.catalogue("us-east-1").profile("p123")).isNotNull();
            test.refresh("us-east-1");
            assertThat(test.catalogue("us-east-1").profile("p123")).isNotNull();

            test.advance(Duration.ofMinutes(6));
            test.refresh("us-east-1");
            assertThat(test.catalogue("us-east-1").profile("p123")).isNull();
        }
    }

    @Test
    void aProfileJustDeletedIsGoneThoughBedrockStillListsIt() throws Exception {
        ModelSource listing = region -> new RegionListing(
                List.of(onDemand(region, "a.model-v1:0")),
                List.of(Listings.application(region, "p123", "mine", MODEL)));
        try (TestRegistry test = TestRegistry.over(listing, List.of("us-east-1"))) {
            test.startAndWait();
            assertThat(test.catalogue("us-east-1").profile("p123")).isNotNull();
            test.registry.deleted("us-east-1", "p123");
            assertThat(test.catalogue("us-east-1").profile("p123")).isNull();
            test.refresh("us-east-1");
            assertThat(test.catalogue("us-east-1").profile("p123")).isNull();
        }
    }
}
