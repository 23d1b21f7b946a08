package io.bedrockrelay.catalogue.region;

import io.bedrockrelay.catalogue.ListedProfile;
import io.bedrockrelay.catalogue.Scope;
import java.util.List;

/// An inference profile as one Region offers it. The same id may reach other Regions when called from elsewhere, so
/// a profile is told by its Region and id together.
///
/// @param listed what Bedrock says
/// @param scope GEOGRAPHIC, GLOBAL or APPLICATION
/// @param reach how far the data may travel: GEOGRAPHIC, GLOBAL, or IN_REGION for an application profile that was made
///     from a foundation model
/// @param geography what stands before the model id, such as `us`, `apac`, `us-gov`; empty for application profiles
/// @param destinations Regions of its ARNs, sorted; empty when its reach is global
/// @param modelIds ids of the models under it, in the order of its ARNs; empty if Bedrock names none
public record Profile(
        ListedProfile listed,
        Scope scope,
        Scope reach,
        String geography,
        List<String> destinations,
        List<String> modelIds) {

    public Profile {
        destinations = List.copyOf(destinations);
        modelIds = List.copyOf(modelIds);
    }

    public String id() {
        return listed.id();
    }

    public boolean isActive() {
        return listed.status().equals("ACTIVE");
    }

    public boolean isApplication() {
        return scope == Scope.APPLICATION;
    }

    /// What Bedrock's runtime takes: the id of a system-defined profile, the ARN of an application profile, whose short
    /// id says nothing outside its account.
    public String invocationId() {
        return isApplication() ? listed.arn() : listed.id();
    }
}
