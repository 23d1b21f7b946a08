package io.bedrockrelay.access;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What a request may ask of AWS besides an answer of a model, at the expense or with the rights of the account.
public enum Feature {
    /// Objects in S3, which Bedrock reads with the rights of the relay's role, not of the caller.
    S3("s3"),
    /// A guardrail of the caller's own choice.
    GUARDRAIL("guardrail"),
    /// A service tier or a latency that has another price.
    TIERS("tiers"),
    /// Fields that Converse hands to the model unseen.
    ADDITIONAL_FIELDS("additionalFields");

    /// What a caller may ask for of whom nothing else is said.
    public static final Set<Feature> USUAL = Set.copyOf(EnumSet.of(GUARDRAIL, TIERS, ADDITIONAL_FIELDS));

    private final String label;

    Feature(String label) {
        this.label = label;
    }

    /// The word in the keys file and in settings.
    public String label() {
        return label;
    }

    public static Optional<Feature> of(String label) {
        for (var feature : values()) {
            if (feature.label.toLowerCase(Locale.ROOT).equals(label.toLowerCase(Locale.ROOT))) {
                return Optional.of(feature);
            }
        }
        return Optional.empty();
    }
}
