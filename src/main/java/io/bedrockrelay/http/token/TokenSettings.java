package io.bedrockrelay.http.token;

import io.bedrockrelay.catalogue.ConfigProblem;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whose tokens are taken in mode `oidc`. What their bearers may do stands in the keys file, under `tokens`. Immutable,
/// read once at start.
@ConfigMapping(prefix = "relay.access.oidc")
public interface TokenSettings {

    /// The base URL of the identity provider: its keys are found by `/.well-known/openid-configuration` below it, and
    /// a token's `iss` must be what stands there. Required by mode `oidc`, without effect in the others.
    Optional<String> issuer();

    /// Names of this relay at the provider, one of which a token's `aud` must hold: a token that was made for somebody
    /// else is refused. Required by mode `oidc`.
    Optional<List<String>> audience();

    /// The claim that names the bearer, in logs and for limits. It must be one that the provider gives to one person
    /// only.
    @WithDefault("sub")
    String nameClaim();

    /// How long after a fetch of the provider's keys a token with an unknown one may cause the next.
    @WithDefault("30s")
    Duration keysRefresh();

    /// How old the provider's keys may become before they are fetched again: a key that the provider has withdrawn is
    /// taken no longer than that.
    @WithDefault("10m")
    Duration keysLifetime();

    /// What is wrong with the values in mode `oidc`, if anything.
    default List<ConfigProblem> problems() {
        var problems = new ArrayList<ConfigProblem>();
        if (issuer().filter(url -> url.startsWith("https://") || url.startsWith("http://"))
                .isEmpty()) {
            problems.add(problem(
                    "issuer",
                    issuer().orElse("(not set)"),
                    "mode oidc needs an identity provider whose tokens it can check",
                    "give its base URL, such as https://login.example.com/realms/main"));
        }
        if (audience().filter(names -> !names.isEmpty()).isEmpty()) {
            problems.add(problem(
                    "audience",
                    "(not set)",
                    "a token that was made for any other service would open this one",
                    "give the name of this relay at the provider, which stands in the aud of its tokens"));
        }
        if (!keysRefresh().isPositive()) {
            problems.add(problem(
                    "keys-refresh",
                    keysRefresh().toString(),
                    "every token with an unknown key would cause a fetch",
                    "give a duration such as 30s or 10m"));
        }
        if (keysLifetime().compareTo(keysRefresh()) < 0) {
            problems.add(problem(
                    "keys-lifetime",
                    keysLifetime().toString(),
                    "the keys are not fetched again before relay.access.oidc.keys-refresh has passed",
                    "give a duration that is no shorter, such as 10m"));
        }
        return problems;
    }

    private static ConfigProblem problem(String name, String value, String reason, String remedy) {
        return new ConfigProblem("relay.access.oidc." + name, value, reason, remedy);
    }
}
