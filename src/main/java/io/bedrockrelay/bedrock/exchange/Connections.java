package io.bedrockrelay.bedrock.exchange;

import io.bedrockrelay.bedrock.account.BedrockConfig;
import io.netty.channel.EventLoop;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// The HTTP clients of the lane, one for each event loop, so that an answer is read on the loop that its reader writes
/// on: a shared client would hand out connections of other loops, and every event would change threads.
public final class Connections {
    private static final Logger LOG = Logger.getLogger(Connections.class);
    /// Vert.x's name for the handler that makes messages of bytes.
    private static final String CODEC = "codec";

    private static final int MAX_HEADERS = 32 * 1024;

    private final Vertx vertx;
    private final HttpClientOptions options;
    private final PoolOptions pool;
    private final Map<EventLoop, HttpClient> clients = new ConcurrentHashMap<>();

    public Connections(Vertx vertx, BedrockConfig config) {
        this.vertx = vertx;
        int connect = Math.toIntExact(config.connectTimeout().toMillis());
        options = new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setKeepAlive(true)
                .setKeepAliveTimeout(
                        Math.max(1, Math.toIntExact(config.keepAlive().toSeconds())))
                .setConnectTimeout(connect)
                .setSslHandshakeTimeout(connect)
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setMaxHeaderSize(MAX_HEADERS)
                .setMetricsName("bedrock");
        // Nobody waits in a queue for a connection: a refusal that the caller can act on is better.
        pool = new PoolOptions().setHttp1MaxSize(config.maxConnections()).setMaxWaitQueueSize(0);
    }

    HttpClient on(ContextInternal context) {
        return clients.computeIfAbsent(context.nettyEventLoop(), _ -> client());
    }

    private HttpClient client() {
        return vertx.httpClientBuilder()
                .with(options)
                .with(pool)
                // Each call learns of a break by itself; unhandled, Vert.x would log every one of them as an error.
                .withConnectHandler(Connections::connected)
                .build();
    }

    private static void connected(HttpConnection connection) {
        connection.exceptionHandler(cause -> LOG.debugf("A connection to Bedrock broke: %s", cause.getMessage()));
        if (connection instanceof ConnectionBase base) {
            base.channel().pipeline().addAfter(CODEC, "interim answers", new InterimAnswers());
        }
    }

    /// Ends all connections, those of open streams too.
    public void close() {
        clients.values().forEach(HttpClient::close);
        clients.clear();
    }
}
