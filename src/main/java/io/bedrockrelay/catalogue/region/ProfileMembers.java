package io.bedrockrelay.catalogue.region;

import io.bedrockrelay.catalogue.ListedProfile;
import io.bedrockrelay.catalogue.Scope;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Reads from the ARNs of a profile which models it contains and where they run.
final class ProfileMembers {

    private final String region;
    private final String partition;
    private final Map<String, ListedProfile> systemProfiles;

    ProfileMembers(String region, String partition, Map<String, ListedProfile> systemProfiles) {
        this.region = region;
        this.partition = partition;
        this.systemProfiles = systemProfiles;
    }

    Profile profile(ListedProfile listed) {
        Set<String> models = new LinkedHashSet<>();
        Set<String> regions = new TreeSet<>();
        collect(listed.modelArns(), models, regions, true);
        // An ARN with an empty Region stands for every commercial Region; no list of ours could be complete.
        boolean global = regions.remove("");
        boolean application = listed.type().equals(ListedProfile.APPLICATION);
        Scope reach = global
                ? Scope.GLOBAL
                : application && regions.equals(Set.of(region)) ? Scope.IN_REGION : Scope.GEOGRAPHIC;
        return new Profile(
                listed,
                application ? Scope.APPLICATION : reach,
                reach,
                application ? "" : geography(listed.id(), models),
                global ? List.of() : List.copyOf(regions),
                List.copyOf(models));
    }

    /// An application profile that was copied from a system-defined one may name it instead of the models.
    private void collect(List<String> arns, Set<String> models, Set<String> regions, boolean follow) {
        for (String text : arns) {
            Arn arn = Arn.parse(text).orElse(null);
            if (arn == null || !arn.partition().equals(partition)) {
                continue;
            }
            if (arn.isFoundationModel()) {
                models.add(arn.id());
                regions.add(arn.region());
            } else if (follow && arn.isSystemProfile()) {
                ListedProfile source = systemProfiles.get(arn.id());
                if (source != null) {
                    collect(source.modelArns(), models, regions, false);
                }
            }
        }
    }

    private static String geography(String profileId, Set<String> models) {
        for (String model : models) {
            if (profileId.endsWith("." + model)) {
                return profileId.substring(0, profileId.length() - model.length() - 1);
            }
        }
        int dot = profileId.indexOf('.');
        return dot < 0 ? "" : profileId.substring(0, dot);
    }
}
