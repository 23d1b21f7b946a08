package io.bedrockrelay.catalogue.resolve;

import static io.bedrockrelay.catalogue.Listings.application;
import static io.bedrockrelay.catalogue.Listings.onDemand;
import static io.bedrockrelay.catalogue.Listings.profile;
import static io.bedrockrelay.catalogue.Listings.profileOnly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.bedrockrelay.catalogue.ListedModel;
import io.bedrockrelay.catalogue.ListedProfile;
import io.bedrockrelay.catalogue.Policy;
import io.bedrockrelay.catalogue.Policy.Geography;
import io.bedrockrelay.catalogue.Refusal;
import io.bedrockrelay.catalogue.RegionListing;
import io.bedrockrelay.catalogue.Scope;
import io.bedrockrelay.catalogue.Target;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Cases that today's lists do not have, or do not show clearly.
class ResolverTest {

    private static final String R = "us-east-1";
    private static final String MODEL = "maker.m-1-20260101-v1:0";

    private static Resolver over(List<ListedModel> models, ListedProfile... profiles) {
        return Worlds.of(region -> new RegionListing(models, List.of(profiles)), List.of(R), Map.of());
    }

    private static String id(Resolver resolver, String name, Policy policy) {
        return switch (resolver.resolve(name, R, policy)) {
            case Target target -> target.invocationId();
            case Refusal refusal -> refusal.code().label();
        };
    }

    @Test
    void ofSeveralGeographicProfilesTheNarrowestComesFirstOrTheWidest() {
        Resolver resolver = over(
                List.of(profileOnly(R, MODEL)),
                profile(R, "amer." + MODEL, MODEL, R, "us-west-2", "sa-east-1"),
                profile(R, "us." + MODEL, MODEL, R, "us-west-2"));
        Policy widest = new Policy(Policy.DEFAULT.scopes(), List.of(), Geography.WIDEST);

        assertThat(id(resolver, MODEL, Policy.DEFAULT)).isEqualTo("us." + MODEL);
        assertThat(id(resolver, MODEL, widest)).isEqualTo("amer." + MODEL);
        assertThat(resolver.explain(MODEL, R, Policy.DEFAULT).candidates())
                .extracting(Explanation.Weighed::invocationId, Explanation.Weighed::verdict)
                .containsExactly(
                        tuple("us." + MODEL, "chosen"), tuple("amer." + MODEL, "allowed"), tuple(MODEL, "rejected"));
        assertThat(resolver.invocable(MODEL, R, Policy.DEFAULT)).containsExactly("us." + MODEL, "amer." + MODEL);
    }

    @Test
    void aProfileIsJoinedOnEveryArnNotOnTheFirstOnly() {
        ListedProfile two = new ListedProfile(
                "us.family",
                "arn:aws:bedrock:us-east-1:1:inference-profile/us.family",
                "two models",
                "",
                "SYSTEM_DEFINED",
                "ACTIVE",
                List.of(
                        "arn:aws:bedrock:us-east-1::foundation-model/maker.first",
                        "arn:aws:bedrock:us-east-1::foundation-model/maker.second"));
        Resolver resolver = over(List.of(profileOnly(R, "maker.first"), profileOnly(R, "maker.second")), two);

        assertThat(id(resolver, "maker.first", Policy.DEFAULT)).isEqualTo("us.family");
        assertThat(id(resolver, "maker.second", Policy.DEFAULT)).isEqualTo("us.family");
    }

    @Test
    void anArnOfAnotherPartitionIsNoDestinationAndNoModel() {
        ListedProfile foreign = new ListedProfile(
                "us.x",
                "arn:aws:bedrock:us-east-1:1:inference-profile/us.x",
                "",
                "",
                "SYSTEM_DEFINED",
                "ACTIVE",
                List.of(
                        "arn:aws-cn:bedrock:cn-north-1::foundation-model/" + MODEL,
                        "arn:aws:bedrock:us-east-1::foundation-model/other.y"));
        Resolver resolver = over(List.of(profileOnly(R, MODEL)), foreign);

        assertThat(id(resolver, MODEL, Policy.DEFAULT)).isEqualTo("model_unavailable");
        assertThat(((Target) resolver.resolve("us.x", R, Policy.DEFAULT)).destinations())
                .containsExactly(R);
    }

    @Test
    void aModelThatSaysProfileButHasNoneIsRefusedWithThatReason() {
        Refusal refusal = (Refusal) over(List.of(profileOnly(R, MODEL))).resolve(MODEL, R, Policy.DEFAULT);

        assertThat(refusal.message()).contains("needs an inference profile, but lists none for it in us-east-1");
    }

    @Test
    void aProfileThatIsNotActiveIsNotUsed() {
        ListedProfile active = profile(R, "us." + MODEL, MODEL, R);
        ListedProfile asleep =
                new ListedProfile(active.id(), active.arn(), "", "", active.type(), "CREATING", active.modelArns());
        Resolver resolver = over(List.of(profileOnly(R, MODEL)), asleep);

        assertThat(id(resolver, "us." + MODEL, Policy.DEFAULT)).isEqualTo("model_unavailable");
        assertThat(((Refusal) resolver.resolve(MODEL, R, Policy.DEFAULT)).message())
                .contains("is ACTIVE in us-east-1");
    }

    @Test
    void anApplicationProfileIsResolvedThroughTheSystemProfileItNames() {
        Resolver resolver = over(
                List.of(profileOnly(R, MODEL)),
                profile(R, "us." + MODEL, MODEL, R, "us-west-2"),
                application(R, "abc123abc123", "team", "arn:aws:bedrock:us-east-1:1:inference-profile/us." + MODEL));

        Target target = (Target) resolver.resolve("team", R, Policy.DEFAULT);

        assertThat(target.modelId()).isEqualTo(MODEL);
        assertThat(target.provider()).isEqualTo("Maker");
        assertThat(target.scope()).isEqualTo(Scope.APPLICATION);
        assertThat(target.destinations()).containsExactly(R, "us-west-2");
    }

    @Test
    void anApplicationProfileOfUnknownReachIsHeldByAnyResidency() {
        Resolver resolver = over(List.of(onDemand(R, MODEL)), application(R, "abc123abc123", "team"));
        Policy residency = new Policy(Policy.DEFAULT.scopes(), List.of("us-*"), Geography.NARROWEST);

        assertThat(id(resolver, "team", Policy.DEFAULT)).contains("application-inference-profile/abc123abc123");
        assertThat(id(resolver, "team", residency)).isEqualTo("model_unavailable");
    }

    @Test
    void applicationProfilesAreNeverChosenForAModelAndTwoOfOneNameAreNotGuessedAt() {
        String arn = "arn:aws:bedrock:us-east-1::foundation-model/" + MODEL;
        Resolver resolver = over(
                List.of(onDemand(R, MODEL)),
                application(R, "aaaaaaaaaaaa", "team", arn),
                application(R, "bbbbbbbbbbbb", "team", arn));

        assertThat(id(resolver, MODEL, Policy.DEFAULT)).isEqualTo(MODEL);
        Refusal refusal = (Refusal) resolver.resolve("team", R, Policy.DEFAULT);
        assertThat(refusal.code()).isEqualTo(Refusal.Code.INVALID_REQUEST);
        assertThat(refusal.usable()).containsExactly("aaaaaaaaaaaa", "bbbbbbbbbbbb");
    }

    @Test
    void anExactIdBeatsAnApplicationNameAndThatBeatsAShortName() {
        String arn = "arn:aws:bedrock:us-east-1::foundation-model/other.z";
        Resolver resolver = over(
                List.of(onDemand(R, MODEL), onDemand(R, "other.z")),
                application(R, "aaaaaaaaaaaa", MODEL, arn),
                application(R, "bbbbbbbbbbbb", "m-1", arn));

        assertThat(id(resolver, MODEL, Policy.DEFAULT)).isEqualTo(MODEL);
        assertThat(id(resolver, "m-1", Policy.DEFAULT)).endsWith("bbbbbbbbbbbb");
        assertThat(id(resolver, "m-1-20260101", Policy.DEFAULT)).isEqualTo(MODEL);
    }

    @Test
    void ofModelsThatShareAShortNameTheNewestActiveCallableOneAnswers() {
        Resolver resolver = over(List.of(
                onDemand(R, "maker.m-20240101-v1:0"),
                onDemand(R, "maker.m-20250101-v1:0"),
                onDemand(R, "maker.m-20250101-v2:0"),
                legacy("maker.m-20260101-v1:0"),
                profileOnly(R, "maker.m-20270101-v1:0")));

        assertThat(id(resolver, "m", Policy.DEFAULT)).isEqualTo("maker.m-20250101-v2:0");
        assertThat(id(resolver, "m-20260101", Policy.DEFAULT)).isEqualTo("maker.m-20260101-v1:0");
    }

    @Test
    void anUnloadedRegionIsToldFromOneThatIsNotServed() {
        Resolver resolver = new Resolver(List.of(R, "eu-west-1"), Map.of(), Map.of());

        assertThat(((Refusal) resolver.resolve("x", "eu-west-1", Policy.DEFAULT)).code())
                .isEqualTo(Refusal.Code.UPSTREAM_UNAVAILABLE);
        assertThat(((Refusal) resolver.resolve("x", "mars-1", Policy.DEFAULT)).code())
                .isEqualTo(Refusal.Code.INVALID_REQUEST);
    }

    @Test
    void namesThatAreNoNamesAreRefusedAndNotEchoedAtLength() {
        Resolver resolver = over(List.of(onDemand(R, MODEL)));

        assertThat(id(resolver, " ", Policy.DEFAULT)).isEqualTo("invalid_request");
        assertThat(id(resolver, "x".repeat(3000), Policy.DEFAULT)).isEqualTo("invalid_request");
        Refusal refusal = (Refusal) resolver.resolve("y\n" + "x".repeat(1500), R, Policy.DEFAULT);
        assertThat(refusal.message()).hasSizeLessThan(400).doesNotContain("\n");
    }

    private static ListedModel legacy(String id) {
        ListedModel active = onDemand(R, id);
        return new ListedModel(
                id,
                active.arn(),
                active.name(),
                active.provider(),
                active.inputModalities(),
                active.outputModalities(),
                true,
                active.inferenceTypes(),
                new ListedModel.Lifecycle("LEGACY", null, null, null, null));
    }
}
