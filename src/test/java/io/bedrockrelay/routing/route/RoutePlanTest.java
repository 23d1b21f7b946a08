package io.bedrockrelay.routing.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoutePlanTest {
    private static final int MANY = 30_000;

    @Test
    void equalsShareConversationsByTheirWeights() {
        var weighted =
                List.of(Places.at("us-east-1", 0, 1), Places.at("us-east-2", 0, 3), Places.at("us-west-2", 0, 0));
        var homes = homes(weighted);
        assertThat(homes.getOrDefault("us-east-1", 0) / (double) MANY).isCloseTo(0.25, within(0.01));
        assertThat(homes.getOrDefault("us-east-2", 0) / (double) MANY).isCloseTo(0.75, within(0.01));
        assertThat(homes).doesNotContainKey("us-west-2");
        assertThat(plan(weighted, 1).candidates()).hasSize(3);
    }

    @Test
    void theOrderInWhichRegionsAreConfiguredDoesNotMatter() {
        var shuffled = new ArrayList<>(Places.three());
        Collections.reverse(shuffled);
        for (int key = 0; key < 1_000; key++) {
            assertThat(plan(shuffled, key).candidates())
                    .isEqualTo(plan(Places.three(), key).candidates());
        }
    }

    /// A round robin, or a remainder of the hash, would move two thirds of all conversations.
    @Test
    void aRegionThatGoesTakesOnlyItsOwnConversationsAlong() {
        var two = Places.three().subList(0, 2);
        for (int key = 0; key < 5_000; key++) {
            var before = plan(Places.three(), key).home();
            if (two.contains(before)) {
                assertThat(plan(two, key).home()).isEqualTo(before);
            }
        }
    }

    @Test
    void theConversationsOfARegionThatGoesSpreadOverTheOthers() {
        var seconds = new HashMap<String, Integer>();
        for (int key = 0; key < MANY; key++) {
            var order = plan(Places.three(), key).candidates();
            if (order.getFirst().target().region().equals("us-east-1")) {
                seconds.merge(order.get(1).target().region(), 1, Integer::sum);
            }
        }
        assertThat(seconds.getOrDefault("us-east-2", 0) / (double) seconds.getOrDefault("us-west-2", 0))
                .isCloseTo(1, within(0.05));
    }

    @Test
    void noHashLiftsACandidateOverOneOfAnEarlierRank() {
        var ranked = new ArrayList<>(Places.three());
        ranked.add(Places.at("us-east-1", 1, 100));
        for (int key = 0; key < 1_000; key++) {
            assertThat(plan(ranked, key).candidates().getLast().rank()).isEqualTo(1);
        }
    }

    private static Map<String, Integer> homes(List<Candidate> candidates) {
        var homes = new HashMap<String, Integer>();
        for (int key = 0; key < MANY; key++) {
            homes.merge(plan(candidates, key).home().target().region(), 1, Integer::sum);
        }
        return homes;
    }

    private static RoutePlan plan(List<Candidate> candidates, long conversation) {
        return RoutePlan.affine(
                candidates,
                null,
                Affinity.PREFIX,
                new SipHash().add(conversation).end());
    }
}
