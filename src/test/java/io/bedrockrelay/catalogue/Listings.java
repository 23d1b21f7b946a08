package io.bedrockrelay.catalogue;

import java.util.Arrays;
import java.util.List;

/// Small listings that tests make up.
public final class Listings {

    private Listings() {}

    public static ListedModel onDemand(String region, String id) {
        return model(region, id, "ON_DEMAND");
    }

    public static ListedModel profileOnly(String region, String id) {
        return model(region, id, "INFERENCE_PROFILE");
    }

    public static ListedModel model(String region, String id, String... types) {
        return new ListedModel(
                id,
                "arn:aws:bedrock:" + region + "::foundation-model/" + id,
                "Name of " + id,
                "Maker",
                List.of("TEXT"),
                List.of("TEXT"),
                true,
                List.of(types),
                new ListedModel.Lifecycle("ACTIVE", null, null, null, null));
    }

    /// A system-defined profile; an empty destination makes it global.
    public static ListedProfile profile(String region, String id, String modelId, String... destinations) {
        return new ListedProfile(
                id,
                "arn:aws:bedrock:" + region + ":123456789012:inference-profile/" + id,
                "Name of " + id,
                "",
                ListedProfile.SYSTEM_DEFINED,
                "ACTIVE",
                Arrays.stream(destinations)
                        .map(each -> "arn:aws:bedrock:" + each + "::foundation-model/" + modelId)
                        .toList());
    }

    public static ListedProfile application(String region, String id, String name, String... arns) {
        return new ListedProfile(
                id,
                "arn:aws:bedrock:" + region + ":123456789012:application-inference-profile/" + id,
                name,
                "",
                ListedProfile.APPLICATION,
                "ACTIVE",
                List.of(arns));
    }

    public static RegionListing of(ListedModel... models) {
        return new RegionListing(List.of(models), List.of());
    }
}
