package io.bedrockrelay.http.intake;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.Result;
import io.bedrockrelay.dialect.JsonScan;
import io.bedrockrelay.memory.MemoryShare;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Reads a request's body up to its limits: bytes, values of JSON, and the share of the memory that it gets. Whatever
/// comes beyond them is thrown away as it arrives, so that a client that writes on can read the refusal, and nothing
/// piles up. A body in gzip is held as it came, then decoded piece by piece, each in a turn of the event loop of its
/// own, and what comes out has the same limits.
final class RequestBody {
    /// How long a client may go on sending what nobody wants, before its connection is closed.
    private static final long DISCARD_MILLIS = 5_000;
    /// What is read to its end rather than at the price of a new connection.
    private static final long SMALL = 64 * 1024;
    /// Decoded in one turn: under a millisecond.
    private static final int TURN = 64 * 1024;

    private final HttpServerRequest request;
    private final Vertx vertx;
    private final long limit;
    private final JsonScan scan;
    private final MemoryShare share;
    private final Result<ContentEncoding> encoding;
    private final boolean packed;
    private final Promise<Result<byte[]>> result = Promise.promise();
    /// Lets its bytes go with the last one: the request keeps its handlers, and so this, for as long as its answer is
    // open.
    private HeldBytes body;

    private boolean over;
    private long discarding = -1;

    RequestBody(RoutingContext context, long limit, JsonScan scan, MemoryShare share) {
        this.request = context.request();
        this.vertx = context.vertx();
        this.limit = limit;
        this.scan = scan;
        this.share = share;
        this.encoding = ContentEncoding.of(request.getHeader(HttpHeaders.CONTENT_ENCODING));
        this.packed =
                encoding instanceof Result.Ok<ContentEncoding>(ContentEncoding known) && known != ContentEncoding.NONE;
        this.body = new HeldBytes(limit, declaredLength(), packed ? null : scan, share, 0);
    }

    /// Comes on the request's event loop; never if the client goes away first.
    ///
    /// @param against why no body is wanted at all; null if one is
    Future<Result<byte[]>> read(@Nullable Failure against) {
        if (against != null) {
            refuse(against);
        } else if (encoding instanceof Result.Failed<ContentEncoding>(Failure unknown)) {
            refuse(unknown);
        } else if (declaredLength() > limit) {
            refuse(HeldBytes.tooLarge(limit));
        } else if (!share.reach(RequestMemory.TIMES_A_BYTE * declaredLength())) {
            refuse(RequestMemory.full());
        } else if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue();
        }
        request.exceptionHandler(_ -> broken())
                .handler(this::append)
                .endHandler(_ -> end())
                .resume();
        return result.future();
    }

    private void broken() {
        over = true;
        body.drop();
        share.close();
    }

    private void append(Buffer part) {
        if (over) {
            return;
        }
        var against = body.add(part);
        if (against != null) {
            refuse(against);
        }
    }

    private void end() {
        if (over) {
            vertx.cancelTimer(discarding);
            return;
        }
        if (packed) {
            decode();
        } else {
            complete();
        }
    }

    private void decode() {
        var encoded = body.taken();
        if (encoded == null) {
            fail(RequestMemory.full());
            return;
        }
        body = new HeldBytes(limit, -1, scan, share, encoded.length);
        try {
            turn(ContentEncoding.GZIP.decoding(encoded));
        } catch (IOException noGzip) {
            fail(ContentEncoding.broken());
        }
    }

    private void turn(InputStream plain) {
        if (over) {
            return;
        }
        try {
            var piece = plain.readNBytes(TURN);
            var against = body.add(Buffer.buffer(piece));
            if (against != null) {
                fail(against);
            } else if (piece.length == TURN) {
                vertx.runOnContext(_ -> turn(plain));
            } else {
                complete();
            }
        } catch (IOException noGzip) {
            fail(ContentEncoding.broken());
        }
    }

    private void complete() {
        var whole = body.taken();
        if (whole == null) {
            fail(RequestMemory.full());
        } else {
            over = true;
            result.complete(new Result.Ok<>(whole));
        }
    }

    /// Where nothing more will come of the request.
    private void fail(Failure failure) {
        broken();
        result.complete(new Result.Failed<>(failure));
    }

    private void refuse(Failure failure) {
        over = true;
        body.drop();
        share.close();
        long length = declaredLength();
        boolean alone = request.version() != HttpVersion.HTTP_2;
        if (alone && (length < 0 || length > SMALL)) {
            request.response().putHeader(HttpHeaders.CONNECTION, "close");
        }
        discarding = vertx.setTimer(DISCARD_MILLIS, _ -> giveUp(alone));
        request.connection().closeHandler(_ -> vertx.cancelTimer(discarding));
        result.complete(new Result.Failed<>(failure));
    }

    /// Over HTTP/2 the connection carries the streams of others.
    private void giveUp(boolean alone) {
        if (alone) {
            request.connection().close();
        } else {
            request.response().reset();
        }
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
