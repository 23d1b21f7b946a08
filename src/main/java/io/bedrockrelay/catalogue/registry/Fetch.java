package io.bedrockrelay.catalogue.registry;

import io.bedrockrelay.catalogue.BlockingCalls;
import io.bedrockrelay.catalogue.ModelSource;
import io.bedrockrelay.catalogue.RegionListing;
import io.bedrockrelay.catalogue.SourceException;
import io.bedrockrelay.catalogue.SourceException.Kind;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;

/// Asks the source for one Region, for a limited time.
final class Fetch {

    private static final Logger LOG = System.getLogger(Fetch.class.getName());

    private final ModelSource source;
    private final BlockingCalls calls;
    private final Duration limit;

    Fetch(ModelSource source, BlockingCalls calls, Duration limit) {
        this.source = source;
        this.calls = calls;
        this.limit = limit;
    }

    /// What came of it.
    sealed interface Fetched {

        record Whole(RegionListing listing) implements Fetched {}

        record Failed(Kind kind, String reason) implements Fetched {}
    }

    /// Never ends with an exception.
    CompletableFuture<Fetched> of(String region) {
        return calls.ask(limit, () -> source.fetch(region))
                .<Fetched>thenApply(Fetched.Whole::new)
                .exceptionally(trouble -> failed(region, trouble));
    }

    private Fetched failed(String region, Throwable trouble) {
        // The step between wraps what the call threw.
        var cause = trouble.getCause() == null ? trouble : trouble.getCause();
        return switch (cause) {
            case SourceException expected -> new Fetched.Failed(expected.kind(), String.valueOf(expected.getMessage()));
            case TimeoutException _ ->
                new Fetched.Failed(Kind.TIMEOUT, "no whole answer within " + limit.toMillis() + " ms");
            case RejectedExecutionException _ -> new Fetched.Failed(Kind.UNAVAILABLE, "the relay is shutting down");
            default -> {
                // A defect in the source must not take the other Regions down, nor be lost.
                LOG.log(Level.ERROR, "Listing " + region + " failed unexpectedly", cause);
                yield new Fetched.Failed(Kind.INVALID_ANSWER, "unexpected: " + cause);
            }
        };
    }
}
