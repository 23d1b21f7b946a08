package io.bedrockrelay.catalogue.registry;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What can be set about Regions, models and the way to them. Texts rather than typed values where a wrong one is to be
/// answered with key, value, reason and remedy by [CatalogueSettings#problems].
@ConfigMapping(prefix = "relay")
public interface CatalogueConfig {

    /// Regions to load; the first is the default Region, which answers a request that names none. Unset: the Region of
    /// the AWS environment (`AWS_REGION`, `AWS_DEFAULT_REGION`), else `us-east-1`.
    @WithDefault("${aws.region:${aws.default.region:us-east-1}}")
    List<String> regions();

    /// How the lists of models and profiles are kept.
    Lists catalogue();

    /// What is shown of them.
    Models models();

    /// Alias to model name, such as `relay.aliases."fast"=claude-haiku-4-5`. An alias wins over every other name, may
    /// stand for another alias, and may carry the `[1m]` suffix.
    Map<String, String> aliases();

    /// Which of the ids of a model is invoked.
    Routing routing();

    /// How the lists of models and profiles are kept.
    interface Lists {

        /// Time between two refreshes of a Region, such as `15m`; each is shifted by up to a tenth at random, so that
        /// replicas and Regions do not ask all at once. After a failure the next try comes sooner.
        @WithDefault("15m")
        String refreshEvery();

        /// Time limit of one call to the control plane, such as `10s`. A Region whose whole listing (several calls)
        /// takes longer than twelve times this is given up until the next refresh.
        @WithDefault("10s")
        String timeout();

        /// File with the last good lists of all Regions: written after each refresh, read at start when Bedrock cannot
        /// be reached, so that a pod can start while the control plane is down. Unset: no file.
        Optional<String> snapshot();

        /// Whether application inference profiles are listed too. Without them they cannot be called.
        @WithDefault("true")
        boolean applicationProfiles();
    }

    /// What is shown of the models.
    interface Models {

        /// A model whose id contains one of these is not recommended; it can still be called.
        @WithDefault("titan-text-lite,titan-text-express,command-text,command-light,j2-,claude-v2,claude-instant")
        List<String> obsolete();
    }

    /// Which of the ids of a model is invoked.
    interface Routing {

        /// Allowed scopes, in order of preference: `geographic` (a profile within a geography),
        /// `in-region` (the bare id, on demand), `global` (a profile over all commercial Regions).
        @WithDefault("geographic,in-region,global")
        List<String> scopes();

        /// Regions (`eu-west-1`) or prefixes (`eu-*`), one of which every Region that the data may reach must match. A
        /// global profile never does. Unset: no rule.
        Optional<List<String>> residency();

        /// Which of several geographic profiles comes first: `narrowest` (fewest destination Regions) or `widest`.
        @WithDefault("narrowest")
        String geography();
    }
}
