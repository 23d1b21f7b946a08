package io.bedrockrelay.http.guard;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import org.jboss.logging.Logger;

/// Ends an HTTP/2 connection whose client makes the relay answer frames that ask for nothing: each PING and each
/// SETTINGS costs an answer. Honest clients send some of them in a minute. One per connection, on its event loop.
final class FloodGuard {
    private static final Logger LOG = Logger.getLogger(FloodGuard.class);
    private static final int MOST = 200;
    private static final long WINDOW = 10_000_000_000L;
    private static final long ENHANCE_YOUR_CALM = 0xB;

    private final HttpConnection connection;
    private long since = System.nanoTime();
    private int seen;

    private FloodGuard(HttpConnection connection) {
        this.connection = connection;
    }

    static void watch(HttpConnection connection) {
        var guard = new FloodGuard(connection);
        connection.pingHandler(_ -> guard.count());
        connection.remoteSettingsHandler(_ -> guard.count());
    }

    private void count() {
        long now = System.nanoTime();
        if (now - since > WINDOW) {
            since = now;
            seen = 0;
        }
        if (++seen == MOST) {
            LOG.infof(
                    "A connection from %s is closed: it sent %d PING or SETTINGS frames within ten seconds.",
                    connection.remoteAddress(), seen);
            connection.goAway(ENHANCE_YOUR_CALM, 0, Buffer.buffer("too many PING or SETTINGS frames"));
            var _ = connection.close();
        }
    }
}
