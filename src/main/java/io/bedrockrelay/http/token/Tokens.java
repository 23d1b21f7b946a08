package io.bedrockrelay.http.token;

import io.bedrockrelay.access.Authentication;
import io.bedrockrelay.access.Authentication.Known;
import io.bedrockrelay.access.Authentication.Undecided;
import io.bedrockrelay.access.Authentication.Unknown;
import io.bedrockrelay.access.Caller;
import io.bedrockrelay.access.keys.Keys;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.eclipse.microprofile.jwt.JsonWebToken;

/// Recognises callers by tokens. Quarkus checks signature, issuer, audience and time; who may come in with a valid one,
/// and what for, is decided by the policies of the keys file.
@Singleton
public class Tokens {
    private final IdentityProviderManager identities;
    private final TokenSettings settings;
    private final Renewal renewal;

    Tokens(IdentityProviderManager identities, TokenSettings settings) {
        this.identities = identities;
        this.settings = settings;
        this.renewal = new Renewal(settings.keysLifetime(), InstantSource.system());
    }

    /// One item, never a failure. Waits for the identity provider only where its keys are not known yet, or no longer
    /// fresh; where it does not answer then, the known ones go on.
    public Uni<Authentication> recognise(RoutingContext context, String token, Keys keys) {
        var recognised = verified(context, token)
                .map(identity -> judge(identity, keys))
                .onFailure()
                .recoverWithItem(Tokens::failed);
        return renewal.isDue()
                ? verified(context, Renewal.occasion()).onItemOrFailure().transformToUni((_, _) -> recognised)
                : recognised;
    }

    private Uni<SecurityIdentity> verified(RoutingContext context, String token) {
        var request = new TokenAuthenticationRequest(new AccessTokenCredential(token));
        HttpSecurityUtils.setRoutingContextAttribute(request, context);
        return identities.authenticate(request);
    }

    private Authentication judge(SecurityIdentity identity, Keys keys) {
        if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
            return new Unknown("no JWT", "This token is of a kind that is not taken here.");
        }
        var claims = new Claims(token);
        var names = claims.values(settings.nameClaim());
        if (names.size() != 1 || names.getFirst().isBlank()) {
            return new Unknown(
                    "a token without a name",
                    "This token does not say in its claim " + settings.nameClaim() + " whose it is.");
        }
        var name = harmless(names.getFirst());
        return keys.policy(claims::values)
                .<Authentication>map(policy -> new Known(new Caller(Caller.Kind.TOKEN, name, policy.grant())))
                .orElseGet(() -> new Unknown(
                        "no policy covers the token of " + name,
                        "This token is valid, but nothing is granted to its bearer. Ask the operator of the relay."));
    }

    /// Nothing that could break a log line or a label.
    private static String harmless(String name) {
        var cut = name.length() > 128 ? name.substring(0, 128) : name;
        return cut.replaceAll("[^A-Za-z0-9._@:|+-]", "_");
    }

    /// The messages of the libraries quote the token's claims, so that none of them is passed on.
    private static Authentication failed(Throwable failure) {
        var cause = failure.getCause() == null ? failure : failure.getCause();
        return failure instanceof AuthenticationFailedException
                ? new Unknown(
                        "a token that is not valid (" + cause.getClass().getSimpleName() + ")",
                        "This token is not valid here: it must be signed by the relay's identity provider, be made for"
                                + " the relay, and not have expired.")
                : new Undecided("the identity provider cannot be asked ("
                        + cause.getClass().getSimpleName() + ")");
    }
}
