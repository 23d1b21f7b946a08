package io.bedrockrelay.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.access.ApplicationProfiles;
import io.bedrockrelay.access.Caller;
import io.bedrockrelay.access.CallerRole;
import io.bedrockrelay.access.Failover.Reach;
import io.bedrockrelay.access.Glob;
import io.bedrockrelay.access.Grant;
import io.bedrockrelay.access.Limits;
import io.bedrockrelay.catalogue.CapturedBedrock;
import io.bedrockrelay.catalogue.Policy;
import io.bedrockrelay.catalogue.Scope;
import io.bedrockrelay.catalogue.resolve.Resolver;
import io.bedrockrelay.catalogue.resolve.Worlds;
import io.bedrockrelay.routing.route.Affinity;
import io.bedrockrelay.routing.route.ConversationKey;
import io.bedrockrelay.routing.route.RoutePlan;
import io.bedrockrelay.routing.setup.RouteRules;
import io.bedrockrelay.routing.setup.RouteRules.Failover;
import io.bedrockrelay.routing.setup.RouteWish;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Which candidates a wish has, over Bedrock's own catalogue as it was captured.
class CandidateFinderTest {
    private static final List<String> REGIONS = List.of("us-east-1", "us-west-2", "eu-west-1");
    private static final String SONNET = "anthropic.claude-sonnet-4-5-20250929-v1:0";
    private static final String HAIKU = "anthropic.claude-haiku-4-5-20251001-v1:0";
    private static final Resolver ALL = Worlds.of(CapturedBedrock.newest(), REGIONS, Map.of());

    @Test
    void aModelHasCandidatesInAllRegionsAndDataTravelsNoFurtherThanItMust() {
        var plan = plan(Caller.OPEN, "claude-sonnet-4-5", null, Policy.DEFAULT);
        assertThat(ways(plan))
                .startsWith("us-east-1 us." + SONNET, "us-west-2 us." + SONNET, "eu-west-1 eu." + SONNET)
                .contains("us-east-1 global." + SONNET, "eu-west-1 global." + SONNET);
        assertThat(plan.pinned()).isNull();
        assertThat(plan.candidates())
                .allSatisfy(each -> assertThat(each.target().requested()).isEqualTo("claude-sonnet-4-5"));
    }

    @Test
    void aProfileThatIsAskedForStaysThatProfile() {
        assertThat(ways(plan(Caller.OPEN, "us." + SONNET, null, Policy.DEFAULT)))
                .containsExactly("us-east-1 us." + SONNET, "us-west-2 us." + SONNET);
    }

    @Test
    void aRegionThatIsAskedForIsTheOnlyOne() {
        var plan = plan(Caller.OPEN, "claude-sonnet-4-5", "us-west-2", Policy.DEFAULT);
        assertThat(ways(plan)).containsExactly("us-west-2 us." + SONNET);
        assertThat(plan.pinned()).isEqualTo("the request names its Region");
    }

    @Test
    void residencyHoldsForTheDataAndForTheRegionThatIsCalled() {
        var policy = new Policy(Policy.DEFAULT.scopes(), List.of("us-*"), Policy.DEFAULT.geography());
        assertThat(ways(plan(Caller.OPEN, "claude-sonnet-4-5", null, policy)))
                .containsExactly("us-east-1 us." + SONNET, "us-west-2 us." + SONNET);
    }

    @Test
    void scopesThatThePolicyForbidsAreNoWayOut() {
        var policy = new Policy(List.of(Scope.GEOGRAPHIC), List.of(), Policy.DEFAULT.geography());
        assertThat(plan(Caller.OPEN, "claude-sonnet-4-5", null, policy).candidates())
                .allSatisfy(each -> assertThat(each.target().scope()).isEqualTo(Scope.GEOGRAPHIC));
    }

    @Test
    void aKeySeesItsOwnRegionsAlone() {
        var caller = key(List.of(), List.of(Glob.of("us-*").orElseThrow()));
        assertThat(plan(caller, "claude-sonnet-4-5", null, Policy.DEFAULT).candidates())
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.target().region()).startsWith("us-"));
    }

    @Test
    void fallbacksComeAfterTheModelThatWasAskedForAndOnlyWhereTheyFit() {
        var rules = rules(Failover.MODELS, Map.of(SONNET, List.of("claude-haiku-4-5", "nova-pro")));
        var anything = plan(rules, Caller.OPEN, SONNET, null, Policy.DEFAULT, wish(false, false));
        assertThat(ways(anything)).contains("us-east-1 us." + HAIKU, "us-east-1 us.amazon.nova-pro-v1:0");
        assertThat(anything.candidates().getLast().fallbackOf()).isEqualTo(SONNET);
        int first = ways(anything).indexOf("us-east-1 us." + HAIKU);
        assertThat(anything.candidates().subList(0, first))
                .allSatisfy(each -> assertThat(each.target().modelId()).isEqualTo(SONNET));

        assertThat(ways(plan(rules, Caller.OPEN, SONNET, null, Policy.DEFAULT, wish(true, false))))
                .contains("us-east-1 us." + HAIKU)
                .noneMatch(way -> way.contains("nova"));
        assertThat(ways(plan(rules, Caller.OPEN, SONNET, null, Policy.DEFAULT, wish(false, true))))
                .allMatch(way -> way.endsWith(SONNET));
    }

    @Test
    void aFallbackThatTheKeyMayNotUseIsNone() {
        var rules = rules(Failover.MODELS, Map.of(SONNET, List.of("claude-haiku-4-5")));
        var caller = key(List.of(Glob.of("*sonnet*").orElseThrow()), List.of());
        assertThat(ways(plan(rules, caller, SONNET, null, Policy.DEFAULT, wish(false, false))))
                .isNotEmpty()
                .allMatch(way -> way.endsWith(SONNET));
    }

    @Test
    void aKeyNarrowsWhatTheServiceAllows() {
        var rules = rules(Failover.MODELS, Map.of(SONNET, List.of("claude-haiku-4-5", "nova-pro")));
        var off = plan(rules, key(Reach.OFF), SONNET, null, Policy.DEFAULT, wish(false, false));
        assertThat(off.candidates()).hasSize(1);
        assertThat(off.pinned()).isEqualTo("the key allows no failover");
        assertThat(ways(plan(rules, key(Reach.REGIONS), SONNET, null, Policy.DEFAULT, wish(false, false))))
                .hasSizeGreaterThan(1)
                .allMatch(way -> way.endsWith(SONNET));
        assertThat(ways(plan(rules, key(Reach.MODELS, "amazon.*"), SONNET, null, Policy.DEFAULT, wish(false, false))))
                .contains("us-east-1 us.amazon.nova-pro-v1:0")
                .noneMatch(way -> way.contains(HAIKU));
    }

    private static Caller key(Reach reach, String... fallbacks) {
        var narrowed = new io.bedrockrelay.access.Failover(
                reach, Stream.of(fallbacks).map(Glob::new).toList());
        var open = Grant.everything(Set.of(CallerRole.CHAT), Set.of());
        var grant = new Grant(
                open.roles(),
                open.models(),
                open.regions(),
                open.scopes(),
                open.residency(),
                null,
                open.applicationProfiles(),
                open.limits(),
                open.features(),
                false,
                narrowed);
        return new Caller(Caller.Kind.KEY, "team-b", grant);
    }

    @Test
    void conversationsOfOneKeyHaveTheirOwnHomes() {
        var homes = new HashSet<String>();
        for (int i = 0; i < 50; i++) {
            var text = "Conversation " + i;
            var wish = new RouteWish(
                    hash -> {
                        hash.add(text);
                        return Affinity.PREFIX;
                    },
                    0,
                    false,
                    () -> false,
                    null);
            var plan = plan(rules(Failover.REGIONS, Map.of()), Caller.OPEN, SONNET, null, Policy.DEFAULT, wish);
            assertThat(plan.home())
                    .isEqualTo(plan(rules(Failover.REGIONS, Map.of()), Caller.OPEN, SONNET, null, Policy.DEFAULT, wish)
                            .home());
            homes.add(plan.home().target().region());
        }
        assertThat(homes).containsExactlyInAnyOrderElementsOf(REGIONS);
    }

    private static RouteWish wish(boolean claudeOnly, boolean sameModel) {
        return new RouteWish(ConversationKey.NONE, 0, claudeOnly, () -> sameModel, null);
    }

    private static RoutePlan plan(Caller caller, String name, @Nullable String region, Policy policy) {
        var rules = new RouteRules(
                Failover.REGIONS,
                false,
                REGIONS,
                Map.of(),
                Map.of(),
                Duration.ofSeconds(2),
                20_000,
                Duration.ofSeconds(1),
                Duration.ofSeconds(30));
        return plan(rules, caller, name, region, policy, wish(false, false));
    }

    private static RoutePlan plan(
            RouteRules rules, Caller caller, String name, @Nullable String region, Policy policy, RouteWish wish) {
        var ask = new Ask(caller, "openai", name, region, null, null, wish);
        var chosen = Choice.of(ALL, policy, ask);
        assertThat(chosen).isInstanceOf(Choice.Chosen.class);
        return new CandidateFinder(rules).plan(ALL, policy, ask, ((Choice.Chosen) chosen).target());
    }

    private static RouteRules rules(Failover failover, Map<String, List<String>> fallbacks) {
        return new RouteRules(
                failover,
                true,
                REGIONS,
                Map.of(),
                fallbacks,
                Duration.ofSeconds(2),
                20_000,
                Duration.ofSeconds(1),
                Duration.ofSeconds(30));
    }

    private static Caller key(List<Glob> models, List<Glob> regions) {
        var grant = new Grant(
                Set.of(CallerRole.CHAT),
                models,
                regions,
                List.of(),
                List.of(),
                null,
                ApplicationProfiles.NONE,
                Limits.NONE);
        return new Caller(Caller.Kind.KEY, "team-a", grant);
    }

    private static List<String> ways(RoutePlan plan) {
        return plan.candidates().stream()
                .map(each -> each.target().region() + " " + each.target().invocationId())
                .toList();
    }
}
