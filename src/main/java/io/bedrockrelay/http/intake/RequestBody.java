package io.bedrockrelay.http.intake;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.Result;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/// Reads a request's body up to a limit. Whatever comes beyond it is thrown away as it arrives, so that a client that
/// writes on can read the refusal, and nothing piles up.
final class RequestBody {
    /// How long a client may go on sending what nobody wants, before its connection is closed.
    private static final long DISCARD_MILLIS = 5_000;
    /// What is read to its end rather than at the price of a new connection.
    private static final long SMALL = 64 * 1024;

    private final HttpServerRequest request;
    private final Vertx vertx;
    private final long limit;
    private final Promise<Result<byte[]>> result = Promise.promise();
    /// Let go with the last byte: the request keeps its handlers, and so this, for as long as its answer is open.
    private Buffer buffer;

    private final Result<ContentEncoding> encoding;
    private boolean over;
    private long discarding = -1;

    private RequestBody(RoutingContext context, long limit) {
        this.request = context.request();
        this.vertx = context.vertx();
        this.limit = limit;
        this.encoding = ContentEncoding.of(request.getHeader(HttpHeaders.CONTENT_ENCODING));
        this.buffer = Buffer.buffer(Math.clamp(declaredLength(), 0, 64 * 1024));
    }

    /// Comes on the request's event loop; never if the client goes away first.
    ///
    /// @param busy why no body is wanted at all; null if one is
    static Future<Result<byte[]>> read(RoutingContext context, long limit, @Nullable Failure busy) {
        var body = new RequestBody(context, limit);
        body.start(busy);
        return body.result.future();
    }

    private void start(@Nullable Failure busy) {
        if (busy != null) {
            refuse(busy);
        } else if (encoding instanceof Result.Failed<ContentEncoding>(Failure unknown)) {
            refuse(unknown);
        } else if (declaredLength() > limit) {
            refuse(tooLarge());
        } else if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue();
        }
        request.handler(this::append).endHandler(_ -> end()).resume();
    }

    private void append(Buffer part) {
        if (!over && buffer.length() + (long) part.length() > limit) {
            refuse(tooLarge());
        } else if (!over) {
            buffer.appendBuffer(part);
        }
    }

    private void end() {
        if (over) {
            vertx.cancelTimer(discarding);
        } else {
            told();
        }
    }

    private void told() {
        var body = buffer.getBytes();
        buffer = Buffer.buffer();
        result.complete(
                encoding instanceof Result.Ok<ContentEncoding>(ContentEncoding known)
                        ? known.decoded(body, limit)
                        : new Result.Ok<>(body));
    }

    private void refuse(Failure failure) {
        over = true;
        long length = declaredLength();
        boolean alone = request.version() != HttpVersion.HTTP_2;
        if (alone && (length < 0 || length > SMALL)) {
            request.response().putHeader(HttpHeaders.CONNECTION, "close");
        }
        result.complete(new Result.Failed<>(failure));
        discarding = vertx.setTimer(DISCARD_MILLIS, _ -> giveUp(alone));
        request.connection().closeHandler(_ -> vertx.cancelTimer(discarding));
    }

    /// Over HTTP/2 the connection carries the streams of others.
    private void giveUp(boolean alone) {
        if (alone) {
            request.connection().close();
        } else {
            request.response().reset();
        }
    }

    private Failure tooLarge() {
        return new Failure.TooLarge("The body is larger than the limit of " + limit
                + " bytes. Send less, or have 'relay.limits.body' raised.");
    }

    private long declaredLength() {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? -1 : Long.parseLong(length);
        } catch (NumberFormatException nonsense) {
            return -1;
        }
    }
}
