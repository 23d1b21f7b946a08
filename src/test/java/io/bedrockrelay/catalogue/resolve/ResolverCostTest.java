package io.bedrockrelay.catalogue.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.bedrockrelay.catalogue.CapturedBedrock;
import io.bedrockrelay.catalogue.ListedProfile;
import io.bedrockrelay.catalogue.Listings;
import io.bedrockrelay.catalogue.Policy;
import io.bedrockrelay.catalogue.RegionListing;
import io.bedrockrelay.catalogue.Target;
import io.bedrockrelay.catalogue.region.Catalogue;
import io.bedrockrelay.catalogue.region.FactsTable;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// With a thousand application profiles loaded. Times are printed, and bounded far above the target, since the machine
/// that runs the tests is shared; what is allocated is exact.
class ResolverCostTest {

    private static final String R = "us-east-1";
    private static final int ROUNDS = 400_000;

    private static RegionListing captured;
    private static Resolver resolver;

    @BeforeAll
    static void load() throws Exception {
        captured = CapturedBedrock.newest().fetch(R);
        List<ListedProfile> profiles = new ArrayList<>(captured.profiles());
        for (int i = 0; i < 1000; i++) {
            profiles.add(Listings.application(
                    R,
                    "app%09d".formatted(i),
                    "team-" + i,
                    "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-pro-v1:0"));
        }
        RegionListing large = new RegionListing(captured.models(), profiles);
        resolver = Worlds.of(region -> large, List.of(R), Map.of("fast", "nova-micro"));
    }

    @Test
    void aKnownNameCostsOneLookUpAndNoGarbage() {
        List<String> names = List.of(
                "claude-sonnet-4-5",
                "anthropic.claude-sonnet-4-5-20250929-v1:0",
                "us.amazon.nova-pro-v1:0",
                "team-999",
                "fast",
                "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-pro-v1:0");
        run(names);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().threadId();

        long allocated = threads.getThreadAllocatedBytes(thread);
        long start = System.nanoTime();
        int found = run(names);
        long nanos = (System.nanoTime() - start) / ((long) ROUNDS * names.size());
        allocated = threads.getThreadAllocatedBytes(thread) - allocated;

        System.out.println("resolve: " + nanos + " ns per known name");
        assertThat(found).isEqualTo(ROUNDS * names.size());
        assertThat(allocated / ROUNDS).as("bytes per round").isZero();
        assertThat(nanos).isLessThan(2_000);
    }

    private static int run(List<String> names) {
        int found = 0;
        for (int i = 0; i < ROUNDS; i++) {
            for (int j = 0; j < names.size(); j++) {
                if (resolver.resolve(names.get(j), null, Policy.DEFAULT) instanceof Target) {
                    found++;
                }
            }
        }
        return found;
    }

    @Test
    void aRegionIsBuiltInMilliseconds() {
        FactsTable facts = FactsTable.shipped();
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 300; i++) {
            long start = System.nanoTime();
            var built = new RegionResolver(Catalogue.of(R, captured, Map.of(), facts), Set.of());
            best = Math.min(best, System.nanoTime() - start);
            assertThat(built.catalogue().models()).hasSizeGreaterThan(100);
        }
        System.out.println("build of one Region: " + best / 1000 + " µs at best");
        assertThat(best).isLessThan(20_000_000);
    }

    @Test
    void namesThatAreUnknownAreNotRemembered() {
        RegionResolver here = resolver.loaded().getFirst();
        resolver.resolve("no-such-model", R, Policy.DEFAULT);
        resolver.resolve("claude-sonnet-4-6[1m]", R, Policy.DEFAULT);
        resolver.resolve("amazon.nova-pro-v1%3A0", R, Policy.DEFAULT);

        assertThat(here.remembered().get("no-such-model", Policy.DEFAULT)).isNull();
        assertThat(here.remembered().get("claude-sonnet-4-6[1m]", Policy.DEFAULT))
                .isNull();
        assertThat(here.remembered().get("amazon.nova-pro-v1%3A0", Policy.DEFAULT))
                .isNull();
    }
}
