package io.bedrockrelay.http.drain;

import io.bedrockrelay.relay.supervision.OpenCalls;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/// What happens between SIGTERM and the end of the process: readiness goes down, after the delay no new call is taken,
/// open calls go on until they end or the deadline passes, and then each gets its error rather than a cut.
///
/// All of it happens in the event that Quarkus fires before it stops anything, on its shutdown thread; returning lets
/// the servers close.
@ApplicationScoped
public class Drain {
    private static final Logger LOG = Logger.getLogger(Drain.class);
    /// For the last errors to reach their clients.
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final OpenCalls calls;
    private final DrainSettings settings;
    private volatile boolean begun;

    Drain(OpenCalls calls, DrainSettings settings) {
        this.calls = calls;
        this.settings = settings;
    }

    /// Whether the process is going away; readiness asks.
    public boolean begun() {
        return begun;
    }

    void run(@Observes ShutdownDelayInitiatedEvent event) throws InterruptedException {
        begun = true;
        LOG.infof("draining: not ready from now on, new calls for another %s", settings.delay());
        Thread.sleep(settings.delay());
        calls.refuseNew();
        LOG.infof("draining: %d calls are open, the last may go on for %s", calls.count(), settings.deadline());
        if (!calls.awaitNone(settings.deadline())) {
            LOG.warnf("draining: the deadline has passed, ending %d calls with an error", calls.count());
            calls.abortAll();
            calls.awaitNone(LAST_WORDS);
        }
        LOG.infof("draining: done, %d calls left", calls.count());
    }
}
