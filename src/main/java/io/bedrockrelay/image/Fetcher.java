package io.bedrockrelay.image;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.Predicate;

/// Fetches one image. The host is looked up once, every address that it has is judged, and the connection goes to the
/// address that was judged: a second look-up could be answered differently.
final class Fetcher implements AutoCloseable {
    private final Vertx vertx;
    private final HttpClient client;
    private final Lookup lookup;
    private final Predicate<InetAddress> open;
    private final long largest;
    private final long patience;

    /// The name service; blocks.
    interface Lookup {
        InetAddress[] of(String host) throws UnknownHostException;
    }

    /// A fetch that came to nothing.
    @SuppressWarnings("serial")
    static final class Unfetched extends RuntimeException {
        private final String complaint;

        Unfetched(String complaint) {
            super(complaint, null, false, false);
            this.complaint = complaint;
        }

        /// Completes the field's name to a sentence.
        String complaint() {
            return complaint;
        }
    }

    Fetcher(
            Vertx vertx,
            ImageSettings settings,
            Lookup lookup,
            Predicate<InetAddress> open,
            HttpClientOptions options) {
        this.vertx = vertx;
        this.lookup = lookup;
        this.open = open;
        this.largest = settings.maxSize().asLongValue();
        this.patience = settings.timeout().toMillis();
        this.client = vertx.createHttpClient(options.setSsl(true)
                .setVerifyHost(true)
                .setKeepAlive(false)
                .setMaxPoolSize(settings.concurrency())
                .setConnectTimeout((int) patience)
                .setMaxHeaderSize(16 * 1024)
                .setDecompressionSupported(false));
    }

    /// Ends with the image, or with an [Unfetched], within the time limit; on the caller's context.
    Future<Picture> fetch(Location location) {
        Promise<Picture> done = Promise.promise();
        long timer = vertx.setTimer(patience, _ -> done.tryFail(new Unfetched("could not be fetched in time")));
        look(location.host())
                .compose(address -> ask(location, address, done))
                .onSuccess(done::tryComplete)
                .onFailure(failed -> done.tryFail(
                        failed instanceof Unfetched ? failed : new Unfetched("could not be fetched from its host")));
        return done.future().onComplete(_ -> vertx.cancelTimer(timer));
    }

    private Future<InetAddress> look(String host) {
        return vertx.executeBlocking(
                () -> {
                    InetAddress[] all;
                    try {
                        all = lookup.of(host);
                    } catch (UnknownHostException unknown) {
                        throw new Unfetched("names a host that cannot be found");
                    }
                    for (var address : all) {
                        if (!open.test(address)) {
                            throw new Unfetched("names a host that is not on the public Internet");
                        }
                    }
                    return all[0];
                },
                false);
    }

    private Future<Picture> ask(Location location, InetAddress address, Promise<Picture> done) {
        var options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setServer(SocketAddress.inetSocketAddress(location.port(), address.getHostAddress()))
                .setHost(location.host())
                .setPort(location.port())
                .setURI(location.path())
                .setFollowRedirects(false)
                .putHeader("Accept", "image/png, image/jpeg, image/gif, image/webp")
                .putHeader("User-Agent", "bedrock-relay");
        return client.request(options).compose(request -> {
            // Whatever ends the wait ends the connection: keep-alive is off.
            done.future().onComplete(_ -> request.reset());
            return request.send().compose(this::read);
        });
    }

    private Future<Picture> read(HttpClientResponse response) {
        Promise<Picture> whole = Promise.promise();
        response.exceptionHandler(whole::tryFail);
        if (response.statusCode() != 200) {
            return Future.failedFuture(new Unfetched(
                    response.statusCode() / 100 == 3
                            ? "is redirected, which is not followed"
                            : "was answered with HTTP " + response.statusCode() + " by its host"));
        }
        if (!Picture.isType(response.getHeader("Content-Type"))) {
            return Future.failedFuture(new Unfetched("is no image of type png, jpeg, gif or webp"));
        }
        var body = Buffer.buffer();
        response.handler(part -> {
            if (body.length() + (long) part.length() > largest) {
                whole.tryFail(new Unfetched("is larger than " + largest + " bytes"));
            } else {
                body.appendBuffer(part);
            }
        });
        response.endHandler(_ -> Picture.of(body)
                .ifPresentOrElse(
                        whole::tryComplete,
                        () -> whole.tryFail(new Unfetched("is no image of type png, jpeg, gif or webp"))));
        return whole.future();
    }

    @Override
    public void close() {
        var _ = client.close();
    }
}
