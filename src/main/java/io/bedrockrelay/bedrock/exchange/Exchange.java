package io.bedrockrelay.bedrock.exchange;

import io.bedrockrelay.bedrock.account.Identity;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.memory.LargeWork;
import io.bedrockrelay.memory.MemoryShare;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.impl.ContextInternal;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// One request to Bedrock's runtime, from the identity to the head of the answer. Everything happens on the event loop
/// of its context. `answered` or `failed` is told once, unless `cancel` came first; after `cancel` neither is.
public final class Exchange {
    private static final Logger LOG = Logger.getLogger(Exchange.class);
    /// Signing takes 40 µs and then 0.7 µs for each KiB of body: beyond this an event loop would lose its rhythm.
    private static final int LARGE = 512 * 1024;

    private final Wiring wiring;
    private final ContextInternal context;
    private final String region;
    private final MemoryShare asked;
    private final @Nullable Duration connectWithin;
    private final Consumer<HttpClientResponse> answered;
    private final Consumer<Failure> failed;
    private @Nullable HttpClientRequest request;
    /// What was sent and by whom, until it is clear that it need not be sent once more.
    private @Nullable Sent sent;
    private boolean renewed;
    private boolean finished;

    @SuppressWarnings("ArrayRecordComponent") // Bodies have megabytes: a copy would cost more than it protects.
    private record Sent(Identity identity, String path, Map<String, String> headers, byte[] body) {}

    /// Sends nothing yet.
    ///
    /// @param asked what the body holds of the memory
    /// @param connectWithin how long a connection may take; null: as long as every other
    public Exchange(
            Wiring wiring,
            ContextInternal context,
            String region,
            MemoryShare asked,
            @Nullable Duration connectWithin,
            Consumer<HttpClientResponse> answered,
            Consumer<Failure> failed) {
        this.wiring = wiring;
        this.context = context;
        this.region = region;
        this.asked = asked;
        this.connectWithin = connectWithin;
        this.answered = answered;
        this.failed = failed;
    }

    /// Sends a POST; once only.
    ///
    /// @param path percent-encoded, below the base URL
    public void send(String path, Map<String, String> headers, byte[] body) {
        var identity = wiring.credentials().current();
        if (identity.isDone() && !identity.isCompletedExceptionally()) {
            send(identity.join(), path, headers, body);
            return;
        }
        var _ = identity.whenComplete((who, cause) -> context.runOnContext(_ -> {
            if (finished) {
                return;
            }
            if (who == null) {
                unprepared(cause);
            } else {
                send(who, path, headers, body);
            }
        }));
    }

    private void send(Identity identity, String path, Map<String, String> headers, byte[] body) {
        sent = new Sent(identity, path, headers, body);
        try {
            sign(identity, url(path), headers, body);
        } catch (RuntimeException e) {
            // AWS's rules have no such endpoint (FIPS in a partition without), or the signer takes no such header.
            unprepared(e);
        }
    }

    /// Closes the connection, whatever the answer's state: HTTP/1.1 has no other way to say that it is not wanted.
    public void cancel() {
        finished = true;
        if (request != null) {
            request.reset();
        }
    }

    private void sign(Identity identity, URI url, Map<String, String> headers, byte[] body) {
        if (body.length < LARGE) {
            connect(url, wiring.signer().sign(identity, region, url, headers, body), body);
        } else {
            signElsewhere(identity, url, headers, body);
        }
    }

    private void signElsewhere(Identity identity, URI url, Map<String, String> headers, byte[] body) {
        LargeWork.run(context, asked, () -> wiring.signer().sign(identity, region, url, headers, body))
                .compose(signed -> {
                    if (!finished) {
                        connect(url, signed, body);
                    }
                    return Future.succeededFuture();
                })
                .onFailure(this::unprepared);
    }

    private void connect(URI url, Map<String, String> headers, byte[] body) {
        boolean tls = "https".equalsIgnoreCase(url.getScheme());
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(url.getHost())
                .setPort(url.getPort() > 0 ? url.getPort() : tls ? 443 : 80)
                .setSsl(tls)
                .setURI(url.getRawPath());
        if (connectWithin != null) {
            options.setConnectTimeout(connectWithin.toMillis());
        }
        wiring.connections().on(context).request(options).onComplete(made -> {
            if (made.failed()) {
                fail(made.cause());
                return;
            }
            var connected = made.result();
            request = connected;
            if (finished) {
                connected.reset();
                return;
            }
            headers.forEach(connected::putHeader);
            connected.send(Buffer.buffer(body)).onComplete(this::head);
        });
    }

    private void head(AsyncResult<HttpClientResponse> head) {
        if (head.failed()) {
            fail(head.cause());
        } else if (!finished) {
            var answer = head.result();
            var mine = sent;
            sent = null;
            if (mine != null && !renewed && Unknown.identity(answer)) {
                renew(answer, mine);
                return;
            }
            finished = true;
            // They have been sent, and would be kept for as long as the answer comes, which may be minutes.
            answer.request().headers().clear();
            answered.accept(answer);
        }
    }

    /// Keys are rotated, and tokens end early where somebody revokes them. The caller need not notice: nothing of an
    /// answer was told yet. Where the chain has no others, Bedrock's refusal stands.
    private void renew(HttpClientResponse refusal, Sent mine) {
        renewed = true;
        refusal.pause();
        var _ = wiring.credentials()
                .renewed(mine.identity())
                .whenComplete((who, _) -> context.runOnContext(_ -> {
                    if (finished) {
                        return;
                    }
                    if (who == null || who.equals(mine.identity())) {
                        finished = true;
                        answered.accept(refusal);
                        refusal.resume();
                        return;
                    }
                    LOG.infof(
                            "AWS in %s did not know the relay's credentials any more; the call is sent with new ones.",
                            region);
                    refusal.exceptionHandler(_ -> {});
                    refusal.request().reset();
                    send(who, mine.path(), mine.headers(), mine.body());
                }));
    }

    private void fail(Throwable cause) {
        if (!finished) {
            finished = true;
            LOG.debugf("Bedrock in %s was not reached: %s", region, cause);
            failed.accept(Unreached.failure(region, cause));
        }
    }

    private void unprepared(Throwable cause) {
        var root = cause.getCause() == null ? cause : cause.getCause();
        LOG.warnf("A request to Bedrock in %s could not be prepared: %s", region, root.getMessage());
        if (!finished) {
            finished = true;
            failed.accept(Unreached.unprepared(root));
        }
    }

    private URI url(String path) {
        var base = wiring.endpoints().runtime(region).toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }
}
