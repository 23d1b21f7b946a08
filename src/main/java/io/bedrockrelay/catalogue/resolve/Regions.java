package io.bedrockrelay.catalogue.resolve;

import io.bedrockrelay.catalogue.Policy;
import io.bedrockrelay.catalogue.Refusal;
import io.bedrockrelay.catalogue.Refusal.Code;
import io.bedrockrelay.catalogue.Refusal.Elsewhere;
import io.bedrockrelay.catalogue.Target;
import io.bedrockrelay.catalogue.region.Arn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All Regions side by side: completes a refusal with what would work, here and elsewhere.
final class Regions {

    private final List<String> configured;
    private final Map<String, RegionResolver> loaded;

    Regions(List<String> configured, Map<String, RegionResolver> loaded) {
        if (configured.isEmpty()) {
            throw new IllegalArgumentException("no Region is configured");
        }
        this.configured = List.copyOf(configured);
        this.loaded = new LinkedHashMap<>();
        for (String region : configured) {
            RegionResolver resolver = loaded.get(region);
            if (resolver != null) {
                this.loaded.put(region, resolver);
            }
        }
    }

    List<String> configured() {
        return configured;
    }

    Map<String, RegionResolver> byName() {
        return loaded;
    }

    String byDefault() {
        return configured.getFirst();
    }

    List<RegionResolver> loaded() {
        return List.copyOf(loaded.values());
    }

    @Nullable
    RegionResolver get(String region) {
        return loaded.get(region);
    }

    Refusal notLoaded(String name, String region) {
        boolean known = configured.contains(region);
        String message = known
                ? "The catalogue of %s could not be read so far; it is tried again by itself.".formatted(region)
                : "Region %s is not served here; served are %s."
                        .formatted(RefusalText.cut(region), String.join(", ", configured));
        Code code = known ? Code.UPSTREAM_UNAVAILABLE : Code.INVALID_REQUEST;
        return new Refusal(name, region, code, message, List.of(), List.of(), List.of());
    }

    /// Adds to a refusal the other Regions; leaves a target as it is.
    Decision complete(Decision decision, RegionResolver here, Policy policy) {
        return switch (decision.resolution()) {
            case Target target -> decision;
            case Refusal refusal when refusal.code() != Code.MODEL_UNAVAILABLE -> decision;
            case Refusal refusal -> {
                String name = decision.modelId() == null ? refusal.requested() : decision.modelId();
                yield decision.with(withPlaces(refusal, name, here, policy));
            }
        };
    }

    /// A name that this Region does not know.
    Decision unknown(String name, RegionResolver here, Policy policy) {
        String modelId = modelElsewhere(name, policy);
        if (modelId == null) {
            // The rest after the first dot, `anthropic.claude-…` of `us.anthropic.claude-…`: only to help in words.
            int dot = name.indexOf('.');
            String rest = name.substring(dot + 1);
            boolean labelled =
                    dot > 0 && name.substring(0, dot).chars().allMatch(c -> c == '-' || (c >= 'a' && c <= 'z'));
            modelId = !labelled || here.catalogue().model(rest) == null ? null : rest;
        }
        boolean elsewhere = loaded.values().stream().anyMatch(region -> region.knows(name));
        if (modelId == null && !elsewhere) {
            Decision written = here.decideWritten(name, policy);
            if (written != null) {
                return complete(written, here, policy);
            }
            modelId = writtenElsewhere(name, policy);
            if (modelId == null) {
                return Decision.refused(notFound(name, here));
            }
        }
        List<String> usable = modelId == null ? List.of() : here.usable(modelId, policy);
        String message = "%s is not offered in %s.".formatted(RefusalText.cut(name), here.region());
        Refusal refusal =
                new Refusal(name, here.region(), Code.MODEL_UNAVAILABLE, message, List.of(), usable, List.of());
        return new Decision(
                modelId,
                null,
                List.of(),
                withPlaces(refusal, elsewhere || modelId == null ? name : modelId, here, policy));
    }

    /// An ARN that this Region does not list, though its Region and partition are right.
    Decision unknownArn(String name, Arn arn, RegionResolver here, Policy policy) {
        boolean profile = arn.isSystemProfile() || arn.isApplicationProfile();
        if (!arn.isFoundationModel() && !profile) {
            return Decision.refused(notFound(name, here));
        }
        Decision byId = here.decide(arn.id(), policy);
        if (byId == null) {
            return arn.isApplicationProfile()
                    ? Decision.refused(notFound(name, here))
                    : unknown(arn.id(), here, policy);
        }
        return byId.resolution() instanceof Target target ? otherArn(name, arn, here, target) : byId;
    }

    /// Most often the account number is not the relay's own.
    private static Decision otherArn(String name, Arn arn, RegionResolver here, Target target) {
        List<String> right = List.of(target.invocationId());
        String message = "The ARN is not the one that %s lists for %s.".formatted(here.region(), arn.id());
        return Decision.refused(new Refusal(
                name,
                here.region(),
                Code.MODEL_NOT_FOUND,
                message + RefusalText.usable(right),
                right,
                right,
                List.of()));
    }

    private Refusal notFound(String name, RegionResolver here) {
        String id = Arn.parse(name).map(Arn::id).orElse(name);
        List<String> nearest = here.nearest(id);
        String message = ("No model, profile or alias is called %s in %s or any other loaded Region.%s"
                        + " An alias can map the name (relay.aliases); GET /api/models lists what can be called.")
                .formatted(
                        RefusalText.cut(name),
                        here.region(),
                        nearest.isEmpty() ? "" : " Nearest: " + String.join(", ", nearest) + ".");
        return new Refusal(name, here.region(), Code.MODEL_NOT_FOUND, message, nearest, List.of(), List.of());
    }

    private @Nullable String modelElsewhere(String name, Policy policy) {
        for (RegionResolver region : loaded.values()) {
            Decision decision = region.decide(name, policy);
            if (decision != null && decision.modelId() != null) {
                return decision.modelId();
            }
        }
        return null;
    }

    private @Nullable String writtenElsewhere(String name, Policy policy) {
        for (RegionResolver region : loaded.values()) {
            Decision decision = region.decideWritten(name, policy);
            if (decision != null && decision.modelId() != null) {
                return decision.modelId();
            }
        }
        return null;
    }

    private Refusal withPlaces(Refusal refusal, String name, RegionResolver here, Policy policy) {
        List<Elsewhere> places = places(name, here, policy);
        String where = places.isEmpty() ? "" : " It works in " + RefusalText.elsewhere(places);
        if (places.isEmpty()) {
            places = places(name, here, Policy.DEFAULT);
            where = places.isEmpty()
                    ? " It cannot be called in any other loaded Region either."
                    : " No loaded Region has a target that this policy allows; under another policy it could be had in "
                            + RefusalText.elsewhere(places);
        }
        return new Refusal(
                refusal.requested(),
                refusal.region(),
                refusal.code(),
                refusal.message() + RefusalText.usable(refusal.usable()) + where,
                refusal.nearest(),
                refusal.usable(),
                places);
    }

    private List<Elsewhere> places(String name, RegionResolver here, Policy policy) {
        List<Elsewhere> places = new ArrayList<>();
        for (RegionResolver region : loaded.values()) {
            if (region == here) {
                continue;
            }
            Decision decision = region.decide(name, policy);
            if (decision != null && decision.resolution() instanceof Target target) {
                places.add(new Elsewhere(region.region(), target.invocationId()));
            }
        }
        return List.copyOf(places);
    }
}
