package io.bedrockrelay.routing.setup;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which other Regions and models may answer, and who does. Texts rather than typed values where a wrong one is to be
/// answered with key, value, reason and remedy by [RouteRules#problems].
@ConfigMapping(prefix = "relay")
public interface RouteConfig {

    /// Which other Regions may answer.
    Routing routing();

    /// Models that may answer instead of another, in order, such as
    /// `relay.fallbacks."anthropic.claude-opus-4-5-20251101-v1:0"=claude-sonnet-4-5`.
    Map<String, List<String>> fallbacks();

    /// Which other Regions may answer.
    interface Routing {

        /// Whether another target may answer where the first does not: `off`, `regions` (the same model in another
        /// Region) or `models` (the models of `relay.fallbacks` as well).
        @WithDefault("off")
        String failover();

        /// Who comes first of targets that are equal to the policy: `first` (as configured) or `affine` (where the
        /// conversation's prompt cache is warm).
        @WithDefault("first")
        String choice();

        /// Regions that may stand in, in order. Unset: all of `relay.regions`.
        Optional<List<String>> regions();

        /// A Region's share of conversations under `affine`, 0 to 100, such as `relay.routing.weights."us-east-1"=2`.
        Map<String, String> weights();

        /// Accounts that may be called.
        @WithDefault("own")
        List<String> accounts();

        /// The longest wait for the target whose cache is warm, when it throttles.
        @WithDefault("2s")
        Duration patience();

        /// Prompt tokens from which a warm cache is worth that wait.
        @WithDefault("20000")
        int stake();

        /// A file with the quotas of the account (`docs/operations.md` has its form): a target whose quota is used up
        /// is asked after its equals. Unset: nobody counts.
        Optional<Path> ledger();

        /// How long a connection may take where another target could answer.
        @WithDefault("1s")
        Duration connectTimeout();

        /// A stream whose first event comes later counts against its target.
        @WithDefault("30s")
        Duration slow();
    }
}
