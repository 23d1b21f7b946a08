package io.bedrockrelay.access;

import io.bedrockrelay.catalogue.Scope;
import io.bedrockrelay.catalogue.Target;
import io.bedrockrelay.catalogue.Target.MatchedAs;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Callers and targets for the tests of permissions, by name.
final class Callers {
    static final String SONNET = "anthropic.claude-sonnet-4-6";
    static final String NOVA = "amazon.nova-pro-v1:0";
    static final String OWN = "arn:aws:bedrock:eu-west-2:123456789012:application-inference-profile/ownprofile01";
    static final String OTHER = "arn:aws:bedrock:eu-west-2:123456789012:application-inference-profile/otherprofile";

    private Callers() {}

    static Caller caller(String name) {
        return Objects.requireNonNull(all().get(name));
    }

    static Target target(String name) {
        return Objects.requireNonNull(targets().get(name));
    }

    static Map<String, Caller> all() {
        var callers = new LinkedHashMap<String, Caller>();
        callers.put("open", Caller.OPEN);
        callers.put("everything", key(grant(List.of(), List.of(), List.of(), List.of())));
        callers.put("star", key(grant(List.of("*"), List.of(), List.of(), List.of())));
        callers.put("anthropic", key(grant(List.of("anthropic.*"), List.of(), List.of(), List.of())));
        // Matches the ARN of the provisioned model too, which it must not open.
        callers.put("any anthropic", key(grant(List.of("*anthropic*"), List.of(), List.of(), List.of())));
        callers.put("nova-only", key(grant(List.of(NOVA), List.of(), List.of(), List.of())));
        callers.put("routers", key(grant(List.of("arn:*:prompt-router/*"), List.of(), List.of(), List.of())));
        callers.put("eu-regions", key(grant(List.of(), List.of("eu-*"), List.of(), List.of())));
        callers.put("us-east-1", key(grant(List.of(), List.of("us-east-1"), List.of(), List.of())));
        callers.put("in-region", key(grant(List.of(), List.of(), List.of(Scope.IN_REGION), List.of())));
        callers.put("geographic", key(grant(List.of(), List.of(), List.of(Scope.GEOGRAPHIC), List.of())));
        callers.put("no-global", key(grant(List.of(), List.of(), noGlobal(), List.of())));
        callers.put("stays-eu", key(grant(List.of(), List.of(), List.of(), List.of("eu-*"))));
        callers.put("stays-london", key(grant(List.of(), List.of(), List.of(), List.of("eu-west-2"))));
        callers.put("booked", key(booked(Map.of(SONNET, List.of(OWN)))));
        callers.put("booked-short", key(booked(Map.of(SONNET, List.of("ownprofile01")))));
        return callers;
    }

    private static List<Scope> noGlobal() {
        return List.of(Scope.IN_REGION, Scope.GEOGRAPHIC);
    }

    static Map<String, Target> targets() {
        var geo = List.of("eu-central-1", "eu-west-1", "eu-west-2");
        var targets = new LinkedHashMap<String, Target>();
        targets.put("sonnet eu profile", target("eu-west-2", SONNET, "eu." + SONNET, Scope.GEOGRAPHIC, geo));
        targets.put("sonnet bare", target("eu-west-2", SONNET, SONNET, Scope.IN_REGION, List.of("eu-west-2")));
        targets.put("sonnet global", target("eu-west-2", SONNET, "global." + SONNET, Scope.GLOBAL, List.of()));
        targets.put("sonnet own app", target("eu-west-2", SONNET, OWN, Scope.APPLICATION, geo));
        targets.put("sonnet other app", target("eu-west-2", SONNET, OTHER, Scope.APPLICATION, geo));
        targets.put("sonnet global app", target("eu-west-2", SONNET, OTHER, Scope.APPLICATION, List.of()));
        targets.put(
                "nova us profile",
                target("us-east-1", NOVA, "us." + NOVA, Scope.GEOGRAPHIC, List.of("us-east-1", "us-west-2")));
        targets.put("nova bare", target("us-east-1", NOVA, NOVA, Scope.IN_REGION, List.of("us-east-1")));
        targets.put(
                "provisioned",
                target(
                        "us-east-1",
                        null,
                        "arn:aws:bedrock:us-east-1:123456789012:provisioned-model/anthropic.abc",
                        Scope.DIRECT,
                        List.of("us-east-1")));
        targets.put(
                "router",
                target(
                        "us-east-1",
                        null,
                        "arn:aws:bedrock:us-east-1:123456789012:prompt-router/abc",
                        Scope.DIRECT,
                        List.of()));
        return targets;
    }

    static Caller key(Grant grant) {
        return new Caller(Caller.Kind.KEY, "team-a", grant);
    }

    static Grant grant(List<String> models, List<String> regions, List<Scope> scopes, List<String> residency) {
        return new Grant(
                Set.of(CallerRole.CHAT),
                models.stream().map(Glob::new).toList(),
                regions.stream().map(Glob::new).toList(),
                scopes,
                residency,
                null,
                ApplicationProfiles.NONE,
                Limits.NONE);
    }

    private static Grant booked(Map<String, List<String>> profiles) {
        return new Grant(
                Set.of(CallerRole.CHAT),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                new ApplicationProfiles(profiles),
                Limits.NONE);
    }

    private static Target target(
            String region, @Nullable String model, String invocationId, Scope scope, List<String> destinations) {
        return new Target(
                invocationId,
                region,
                model,
                model == null ? null : "Anthropic",
                invocationId,
                scope,
                destinations,
                MatchedAs.MODEL_ID,
                false,
                false);
    }
}
