package io.bedrockrelay.http.log;

import io.bedrockrelay.http.guard.GuardSettings;
import io.bedrockrelay.metrics.RequestMetrics;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

/// Tells of every request once it is over. The category is `access`, so that it can be switched off or sent elsewhere
/// by its name.
@Singleton
class AccessLog {
    private static final Logger LOG = Logger.getLogger("access");

    private final RequestMetrics requests;
    private final Spans spans;

    private final ClientAddress addresses;

    AccessLog(RequestMetrics requests, Spans spans, GuardSettings connections) {
        this.addresses = ClientAddress.behind(connections.trustedProxies().orElse(List.of()));
        this.requests = requests;
        this.spans = spans;
    }

    /// Right behind the request's id and before everything that could end a request.
    void register(@Observes Router router) {
        router.route()
                .order(Integer.MIN_VALUE + 1)
                .handler(context -> RequestRecord.begin(
                        context, addresses.of(context.request()), spans.parent(context.request()), this::tell));
    }

    private void tell(RequestRecord exchange) {
        requests.count(exchange.surface().label(), exchange.status(), exchange.error());
        spans.tell(exchange);
        if (LOG.isLoggable(Level.INFO)) {
            var line = AccessLine.of(exchange);
            var logged = new ExtLogRecord(Level.INFO, line.text(), AccessLog.class.getName());
            logged.setLoggerName(LOG.getName());
            // JSON shows these as members of their own; text shows the message alone.
            logged.setMdc(line.fields());
            LOG.logRaw(logged);
        }
    }
}
