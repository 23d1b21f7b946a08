package io.bedrockrelay.bedrock.account;

import io.bedrockrelay.catalogue.BlockingCalls;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.token.credentials.SdkToken;
import software.amazon.awssdk.auth.token.credentials.SdkTokenProvider;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/// The relay's identity at AWS, at hand without waiting. Asking the SDK's credential chain may read files or call STS
/// or the instance's metadata service, so that it is never done on the caller's thread: the chain is asked again in
/// the background every ten seconds of use, which is well ahead of any expiry and soon after a rotation, and meanwhile
/// the last answer serves as long as it is valid. A look-up that is stuck is given up after [#LIMIT], and the next use
/// asks anew. Thread-safe.
public final class Credentials {
    private static final Logger LOG = Logger.getLogger(Credentials.class);
    private static final Duration FRESH = Duration.ofSeconds(10);
    /// Between two times that the chain is made anew, and between two reports of the same trouble.
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private static final Duration REMINDER = Duration.ofMinutes(1);
    /// A signature made just before the end may arrive after it.
    private static final Duration MARGIN = Duration.ofSeconds(10);

    /// A chain that works answers within a second or two, by a file or one call; after this it is stuck.
    public static final Duration LIMIT = Duration.ofSeconds(30);

    private final @Nullable String bearer;
    private final AwsCredentialsProvider chain;
    private final BlockingCalls calls;
    private final InstantSource clock;
    private final AtomicReference<@Nullable Known> known = new AtomicReference<>();
    private final AtomicReference<@Nullable CompletableFuture<Identity>> asking = new AtomicReference<>();

    private final AtomicReference<Instant> renewed = new AtomicReference<>(Instant.MIN);
    private final AtomicReference<Instant> reported = new AtomicReference<>(Instant.MIN);

    private record Known(CompletableFuture<Identity> identity, Instant freshUntil, Instant validUntil) {}

    /// Asks nothing yet.
    ///
    /// @param bearer a Bedrock API key, preferred where there is one
    /// @param calls asks the chain
    public Credentials(
            @Nullable String bearer, AwsCredentialsProvider chain, BlockingCalls calls, InstantSource clock) {
        this.bearer = bearer;
        this.chain = chain;
        this.calls = calls;
        this.clock = clock;
        if (bearer != null) {
            var identity = CompletableFuture.<Identity>completedFuture(new Identity.Bearer(bearer));
            known.set(new Known(identity, Instant.MAX, Instant.MAX));
        }
    }

    /// The identity to use now; complete already but for the first call and after a long rest. Fails with what the
    /// chain said if it has no credentials to give.
    public CompletableFuture<Identity> current() {
        var last = known.get();
        var now = clock.instant();
        if (last != null && now.isBefore(last.freshUntil)) {
            return last.identity;
        }
        var refreshed = ask();
        return last != null && now.isBefore(last.validUntil) ? last.identity : refreshed;
    }

    /// For a caller whom AWS has just told that it does not know `refused`, or no longer: what the chain gives when it
    /// is made anew. It is once in ten seconds at most, whoever asks, and gives the same again where nothing has
    /// changed.
    public CompletableFuture<Identity> renewed(Identity refused) {
        var last = known.get();
        if (bearer != null || (last != null && !last.identity.join().equals(refused))) {
            return current();
        }
        var before = renewed.get();
        var now = clock.instant();
        if ((before.equals(Instant.MIN) || !now.isBefore(before.plus(PAUSE))) && renewed.compareAndSet(before, now)) {
            if (chain instanceof RenewableChain renewable) {
                renewable.renew();
            }
            return ask();
        }
        var running = asking.get();
        return running == null ? current() : running;
    }

    /// The same for the SDK's own clients, whose callers may wait.
    public AwsCredentialsProvider chain() {
        return chain;
    }

    /// A token provider for the SDK's own clients if there is an API key.
    public @Nullable SdkTokenProvider tokens() {
        return bearer == null ? null : () -> new ApiKey(bearer);
    }

    private CompletableFuture<Identity> ask() {
        var mine = new CompletableFuture<Identity>();
        var running = asking.compareAndExchange(null, mine);
        if (running != null) {
            return running;
        }
        var _ = calls.ask(LIMIT, this::resolve).whenComplete((identity, cause) -> {
            asking.set(null);
            if (cause == null) {
                mine.complete(identity);
            } else {
                report(cause);
                mine.completeExceptionally(cause instanceof TimeoutException ? stuck() : cause);
            }
        });
        return mine;
    }

    /// Each source that was configured says here why it gave nothing: a role that may not be taken, a token that cannot
    /// be read. Nobody else tells the operator.
    private void report(Throwable cause) {
        var before = reported.get();
        var now = clock.instant();
        if ((before.equals(Instant.MIN) || !now.isBefore(before.plus(REMINDER)))
                && reported.compareAndSet(before, now)) {
            LOG.warnf("AWS's credential chain gave no credentials: %s", Redacted.reason(cause));
        }
    }

    private static TimeoutException stuck() {
        return new TimeoutException("AWS's credential chain gave no answer within " + LIMIT.toSeconds() + " s");
    }

    private Identity resolve() {
        var credentials = chain.resolveCredentials();
        known.set(known(credentials));
        return new Identity.Keys(credentials);
    }

    private Known known(AwsCredentialsIdentity credentials) {
        var identity = CompletableFuture.<Identity>completedFuture(new Identity.Keys(credentials));
        var now = clock.instant();
        var validUntil =
                credentials.expirationTime().map(end -> end.minus(MARGIN)).orElse(Instant.MAX);
        return new Known(identity, now.plus(FRESH), validUntil);
    }

    /// An API key in the SDK's form.
    private record ApiKey(String token) implements SdkToken {
        @Override
        public Optional<Instant> expirationTime() {
            return Optional.empty();
        }

        @Override
        public String toString() {
            return "ApiKey[…]";
        }
    }
}
