package io.bedrockrelay.catalogue.registry;

import io.bedrockrelay.catalogue.ModelSource;
import io.bedrockrelay.catalogue.RegionListing;
import io.bedrockrelay.catalogue.SourceException;
import io.bedrockrelay.catalogue.SourceException.Kind;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks the source for one Region, for a limited time. Whatever goes wrong comes out as a [SourceException].
final class Fetch {

    private static final Logger LOG = System.getLogger(Fetch.class.getName());

    private final ModelSource source;
    private final ExecutorService executor;
    private final Duration limit;

    Fetch(ModelSource source, ExecutorService executor, Duration limit) {
        this.source = source;
        this.executor = executor;
        this.limit = limit;
    }

    RegionListing of(String region) throws SourceException {
        Future<RegionListing> answer = submit(region);
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new SourceException(Kind.TIMEOUT, "no whole answer within " + limit.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceException(Kind.UNAVAILABLE, "interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SourceException expected) {
                throw expected;
            }
            // A defect in the source must not take the other Regions down, nor be lost.
            LOG.log(Level.ERROR, "Listing " + region + " failed unexpectedly", e.getCause());
            throw new SourceException(Kind.INVALID_ANSWER, "unexpected: " + e.getCause(), e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    private Future<RegionListing> submit(String region) throws SourceException {
        try {
            return executor.submit(() -> source.fetch(region));
        } catch (RejectedExecutionException e) {
            throw new SourceException(Kind.UNAVAILABLE, "the relay is shutting down", e);
        }
    }
}
