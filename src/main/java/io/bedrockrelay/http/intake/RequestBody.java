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
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads a request's body up to its limits: bytes, values of JSON, and the share of the memory that it gets. Whatever
/// comes beyond them is thrown away as it arrives, so that a client that writes on can read the refusal, and nothing
/// piles up.
final class RequestBody {
    /// How long a client may go on sending what nobody wants, before its connection is closed.
    private static final long DISCARD_MILLIS = 5_000;
    /// What is read to its end rather than at the price of a new connection.
    private static final long SMALL = 64 * 1024;

    private static final int FIRST = 8 * 1024;
    private static final byte[] NOTHING = {};

    private final HttpServerRequest request;
    private final Vertx vertx;
    private final long limit;
    private final JsonScan scan;
    private final MemoryShare share;
    private final Promise<Result<byte[]>> result = Promise.promise();
    /// Let go with the last byte: the request keeps its handlers, and so this, for as long as its answer is open.
    private byte[] bytes = NOTHING;

    private int size;
    private boolean over;
    private long discarding = -1;

    RequestBody(RoutingContext context, long limit, JsonScan scan, MemoryShare share) {
        this.request = context.request();
        this.vertx = context.vertx();
        this.limit = limit;
        this.scan = scan;
        this.share = share;
    }

    /// Comes on the request's event loop; never if the client goes away first.
    ///
    /// @param against why no body is wanted at all; null if one is
    Future<Result<byte[]>> read(@Nullable Failure against) {
        if (against != null) {
            refuse(against);
        } else if (declaredLength() > limit) {
            refuse(tooLarge());
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
        bytes = NOTHING;
        share.close();
    }

    private void append(Buffer part) {
        if (over) {
            return;
        }
        long total = size + (long) part.length();
        if (total > limit) {
            refuse(tooLarge());
        } else if (!share.reach(RequestMemory.TIMES_A_BYTE * total)) {
            refuse(RequestMemory.full());
        } else {
            hold((int) total);
            part.getBytes(bytes, size);
            int from = size;
            size = (int) total;
            var against = scan.feed(bytes, from, size);
            if (against != null) {
                refuse(against);
            }
        }
    }

    private void hold(int total) {
        if (total > bytes.length) {
            long most = declaredLength() >= total ? declaredLength() : limit;
            bytes = Arrays.copyOf(bytes, (int) Math.min(most, Math.max(FIRST, 2L * total)));
        }
    }

    private void end() {
        if (over) {
            vertx.cancelTimer(discarding);
        } else if (!share.reach(
                (long) RequestMemory.TIMES_A_BYTE * size + (long) RequestMemory.A_VALUE * scan.values())) {
            over = true;
            bytes = NOTHING;
            share.close();
            result.complete(new Result.Failed<>(RequestMemory.full()));
        } else {
            var body = bytes.length == size ? bytes : Arrays.copyOf(bytes, size);
            bytes = NOTHING;
            result.complete(new Result.Ok<>(body));
        }
    }

    private void refuse(Failure failure) {
        over = true;
        bytes = NOTHING;
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
