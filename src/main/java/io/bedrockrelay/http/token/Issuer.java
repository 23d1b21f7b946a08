package io.bedrockrelay.http.token;

import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TenantConfigResolver;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/// The one identity provider, in the terms of Quarkus. It is asked when the first token comes, so that the relay
/// starts, and serves who has a key, while the provider is down.
@Singleton
class Issuer implements TenantConfigResolver {
    private final TokenSettings settings;

    Issuer(TokenSettings settings) {
        this.settings = settings;
    }

    @Override
    public Uni<OidcTenantConfig> resolve(RoutingContext context, OidcRequestContext<OidcTenantConfig> request) {
        if (settings.issuer().isEmpty()) {
            return Uni.createFrom().nullItem();
        }
        // Tokens are checked by their signature alone. An introspection would send what strangers bring to the
        // provider.
        return Uni.createFrom()
                .item(OidcTenantConfig.authServerUrl(settings.issuer().get())
                        .tenantId("relay")
                        .token()
                        .audience(settings.audience().orElseThrow())
                        .principalClaim(settings.nameClaim())
                        .forcedJwkRefreshInterval(settings.keysRefresh())
                        .allowJwtIntrospection(false)
                        .allowOpaqueTokenIntrospection(false)
                        .end()
                        .build());
    }
}
