package io.bedrockrelay.catalogue;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One entry of ListInferenceProfiles.
///
/// @param id profile id, such as `us.amazon.nova-pro-v1:0`, or the short id of an application profile
/// @param arn its ARN, with the account
/// @param name for people; of an application profile: what its maker called it
/// @param description empty where there is none
/// @param type `SYSTEM_DEFINED` or `APPLICATION`
/// @param status `ACTIVE` so far
/// @param modelArns every model ARN under it, in Bedrock's order; a global profile has one with an empty Region
/// @param createdAt null where Bedrock does not say
/// @param updatedAt likewise
public record ListedProfile(
        String id,
        String arn,
        String name,
        String description,
        String type,
        String status,
        List<String> modelArns,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt) {

    public static final String SYSTEM_DEFINED = "SYSTEM_DEFINED";
    public static final String APPLICATION = "APPLICATION";

    /// A profile of which Bedrock does not say when it was made.
    public ListedProfile(
            String id,
            String arn,
            String name,
            String description,
            String type,
            String status,
            List<String> modelArns) {
        this(id, arn, name, description, type, status, modelArns, null, null);
    }

    public ListedProfile {
        if (id.isBlank()) {
            throw new IllegalArgumentException("a listed profile has no id");
        }
        Objects.requireNonNull(arn);
        Objects.requireNonNull(name);
        Objects.requireNonNull(description);
        Objects.requireNonNull(type);
        Objects.requireNonNull(status);
        modelArns = List.copyOf(modelArns);
    }
}
