package io.bedrockrelay.http.gate;

import io.bedrockrelay.access.AccessSettings;
import io.bedrockrelay.access.Authentication;
import io.bedrockrelay.access.Authentication.Known;
import io.bedrockrelay.access.Authentication.Unknown;
import io.bedrockrelay.access.Mode;
import io.bedrockrelay.access.Presented;
import io.bedrockrelay.access.keys.KeyCheck;
import io.bedrockrelay.access.keys.KeysFile;
import io.bedrockrelay.catalogue.ConfigProblem;
import io.bedrockrelay.http.token.Tokens;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Recognises callers in the ways that the settings allow.
@Singleton
public class Recognition {
    private final AccessSettings settings;
    private final Tokens tokens;
    private final Optional<KeysFile> keys;
    private final Optional<KeyCheck> check;

    Recognition(AccessSettings settings, Tokens tokens, MeterRegistry registry) {
        this.settings = settings;
        this.tokens = tokens;
        this.keys = settings.modes().contains(Mode.OPEN)
                ? Optional.empty()
                : settings.keysFile().map(file -> new KeysFile(file, Clock.systemUTC()));
        this.check = keys.filter(file -> settings.modes().contains(Mode.KEYS))
                .map(file -> new KeyCheck(file::keys, Clock.systemUTC()));
        keys.ifPresent(file -> Gauge.builder("relay.access.keys.problems", file, each -> each.state()
                        .problems()
                        .size())
                .description("What is wrong with the keys file, whose last good state is in use meanwhile")
                .register(registry));
    }

    /// Calls `then` once, on the request's event loop: at once, unless a token needs its provider's keys first.
    void recognise(RoutingContext context, Presented presented, Consumer<Authentication> then) {
        if (settings.modes().contains(Mode.OPEN)) {
            then.accept(new Known(settings.anyone()));
        } else if (presented instanceof Presented.Secret secret
                && settings.modes().contains(Mode.OIDC)
                && keys.isPresent()
                && (secret.looksLikeToken() || check.isEmpty())) {
            var loop = context.vertx().getOrCreateContext();
            tokens.recognise(context, secret.text(), keys.get().keys())
                    .subscribe()
                    .with(found -> loop.runOnContext(_ -> then.accept(found)));
        } else {
            then.accept(check.map(keyCheck -> keyCheck.authenticate(presented)).orElseGet(() -> stranger(presented)));
        }
    }

    private static Authentication stranger(Presented presented) {
        return switch (presented) {
            case Presented.Refused refused -> new Unknown(refused.reason(), refused.message());
            case Presented.Secret _ -> new Unknown("nobody can be recognised", "Nobody is let in here.");
        };
    }

    /// What is wrong with the keys file at start.
    public List<ConfigProblem> problems() {
        return keys.map(KeysFile::problems).orElse(List.of());
    }

    @Scheduled(every = "${relay.access.keys-reload:5s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        keys.ifPresent(KeysFile::poll);
    }
}
