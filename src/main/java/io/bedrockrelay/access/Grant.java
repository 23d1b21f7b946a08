package io.bedrockrelay.access;

import io.bedrockrelay.catalogue.Scope;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a caller may do, whoever it is. Immutable; an empty list says nothing, so that it takes nothing away.
///
/// @param roles kinds of calls; nothing can be done without one
/// @param models patterns on the bare model id, and on ARNs of resources that have no model id
/// @param regions patterns on the Region that is called
/// @param scopes the only scopes wanted, in order of preference
/// @param residency the only Regions or prefixes the data may be sent to
/// @param defaultRegion the Region of calls that name none; null: the service's
/// @param applicationProfiles what calls are booked on
/// @param limits how much may be used
/// @param features what may be asked for besides answers
/// @param strict whether requests are sent as they come, and never fitted to their model
/// @param failover what may answer in the place of what was asked for
public record Grant(
        Set<CallerRole> roles,
        List<Glob> models,
        List<Glob> regions,
        List<Scope> scopes,
        List<String> residency,
        @Nullable String defaultRegion,
        ApplicationProfiles applicationProfiles,
        Limits limits,
        Set<Feature> features,
        boolean strict,
        Failover failover) {

    /// With the usual features.
    public Grant(
            Set<CallerRole> roles,
            List<Glob> models,
            List<Glob> regions,
            List<Scope> scopes,
            List<String> residency,
            @Nullable String defaultRegion,
            ApplicationProfiles applicationProfiles,
            Limits limits) {
        this(
                roles,
                models,
                regions,
                scopes,
                residency,
                defaultRegion,
                applicationProfiles,
                limits,
                Feature.USUAL,
                false,
                Failover.ALL);
    }

    public Grant {
        roles = Set.copyOf(roles);
        models = List.copyOf(models);
        regions = List.copyOf(regions);
        scopes = List.copyOf(scopes);
        residency = List.copyOf(residency);
        features = Set.copyOf(features);
        if (defaultRegion != null && !allows(regions, defaultRegion)) {
            throw new IllegalArgumentException("the default Region is not among the Regions");
        }
    }

    /// Every model everywhere, in these roles.
    public static Grant everything(Set<CallerRole> roles, Set<Feature> features) {
        return new Grant(
                roles,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                ApplicationProfiles.NONE,
                Limits.NONE,
                features,
                false,
                Failover.ALL);
    }

    /// The same under other limits.
    public Grant with(Limits others) {
        return new Grant(
                roles,
                models,
                regions,
                scopes,
                residency,
                defaultRegion,
                applicationProfiles,
                others,
                features,
                strict,
                failover);
    }

    /// Whether a call to this Region is within the grant.
    public boolean allowsRegion(String region) {
        return allows(regions, region);
    }

    private static boolean allows(List<Glob> regions, String region) {
        return regions.isEmpty() || regions.stream().anyMatch(pattern -> pattern.matches(region));
    }
}
