package io.bedrockrelay.catalogue.registry;

import io.bedrockrelay.catalogue.ConfigProblem;
import io.bedrockrelay.catalogue.Policy;
import io.bedrockrelay.catalogue.Policy.Geography;
import io.bedrockrelay.catalogue.Scope;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The checked configuration of the catalogue.
///
/// @param regions never empty; the first is the default one
/// @param refreshEvery between two refreshes of a Region, before jitter
/// @param timeout of one call to the control plane
/// @param snapshot file with the last good lists; null for none
/// @param applicationProfiles whether these are listed too
/// @param obsolete parts of ids of models that are not recommended
/// @param aliases alias to model name
/// @param policy the service's own; keys and requests narrow it
public record CatalogueSettings(
        List<String> regions,
        Duration refreshEvery,
        Duration timeout,
        @Nullable Path snapshot,
        boolean applicationProfiles,
        List<String> obsolete,
        Map<String, String> aliases,
        Policy policy) {

    public CatalogueSettings {
        regions = List.copyOf(regions);
        obsolete = List.copyOf(obsolete);
        aliases = Map.copyOf(aliases);
    }

    /// Everything that is wrong with a configuration, in the order of its keys; empty if nothing is.
    public static List<ConfigProblem> problems(CatalogueConfig config) {
        return new SettingsCheck(config).problems();
    }

    /// The settings of a configuration without problems.
    public static CatalogueSettings of(CatalogueConfig config) {
        List<ConfigProblem> problems = problems(config);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("wrong configuration: " + problems);
        }
        CatalogueConfig.Routing routing = config.routing();
        Policy policy = new Policy(
                routing.scopes().stream()
                        .map(label -> Scope.of(label).orElseThrow())
                        .toList(),
                routing.residency().orElse(List.of()),
                Geography.valueOf(routing.geography().toUpperCase(Locale.ROOT)));
        return new CatalogueSettings(
                config.regions(),
                DurationText.parse(config.catalogue().refreshEvery()).orElseThrow(),
                DurationText.parse(config.catalogue().timeout()).orElseThrow(),
                config.catalogue().snapshot().map(Path::of).orElse(null),
                config.catalogue().applicationProfiles(),
                config.models().obsolete(),
                config.aliases(),
                policy);
    }
}
