package io.bedrockrelay.http.feature;

import io.bedrockrelay.access.Caller;
import io.bedrockrelay.access.Feature;
import io.bedrockrelay.chat.Failure;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether a caller may ask for what it asks for.
public final class FeatureGate {
    private FeatureGate() {}

    /// Null where it may.
    public static @Nullable Failure refusal(Caller caller, Set<Feature> asked) {
        for (var feature : Feature.values()) {
            if (asked.contains(feature) && !caller.grant().features().contains(feature)) {
                return new Failure.Forbidden("%s may not ask for %s: its features must hold %s for that (%s)."
                        .formatted(caller.asSubject(), words(feature), feature.label(), place(caller)));
            }
        }
        return null;
    }

    private static String place(Caller caller) {
        return switch (caller.kind()) {
            case KEY -> "features in the keys file";
            case TOKEN -> "features under tokens in the keys file";
            case ANYONE -> "relay.access.open-features";
        };
    }

    private static String words(Feature feature) {
        return switch (feature) {
            case S3 -> "objects in S3 (s3Location, s3Uri)";
            case GUARDRAIL -> "a guardrail (guardrailConfig)";
            case TIERS -> "another service tier or latency (serviceTier, performanceConfig)";
            case ADDITIONAL_FIELDS -> "fields that Converse does not know (additionalModelRequestFields)";
        };
    }
}
