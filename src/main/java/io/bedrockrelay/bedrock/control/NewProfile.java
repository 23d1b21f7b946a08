package io.bedrockrelay.bedrock.control;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An application inference profile that is to be made. Whether its texts are legal is for Bedrock to say.
///
/// @param sourceArn of the foundation model or the system-defined profile that it copies
/// @param tags for the allocation of costs
/// @param token the same token with the same wish makes one profile, however often it is sent; null: each makes one
public record NewProfile(
        String name,
        String sourceArn,
        @Nullable String description,
        Map<String, String> tags,
        @Nullable String token) {

    public NewProfile {
        tags = Map.copyOf(tags);
    }
}
