package io.bedrockrelay.http.log;

import io.bedrockrelay.access.Caller;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.http.answer.RequestId;
import io.bedrockrelay.http.endpoint.Surface;
import io.bedrockrelay.relay.Call;
import io.bedrockrelay.relay.ending.Ending;
import io.opentelemetry.context.Context;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One request from its first byte to its end, and what became known of it on the way. On the event loop of its
/// request; told once, when it is over.
///
/// A request without a call is over when its response is. A request with one is over with its call, since a client that
/// goes away in the middle of a stream leaves a response that never ends.
public final class RequestRecord {
    private static final String KEY = RequestRecord.class.getName();

    private final RoutingContext context;
    private final Surface surface;
    private final Context parent;
    private final Consumer<RequestRecord> over;
    private final long startedAt = System.nanoTime();
    private final String client;
    private String caller = "";
    private String reason = "";
    private @Nullable String asked;
    private @Nullable Failure failure;
    private @Nullable Ending ending;
    private boolean calling;
    private boolean told;

    private RequestRecord(RoutingContext context, String client, Context parent, Consumer<RequestRecord> over) {
        this.context = context;
        this.client = client;
        this.surface = Surface.of(context);
        this.parent = parent;
        this.over = over;
    }

    /// @param client the address that the request came from
    /// @param parent the span of the client that the request belongs to
    /// @param over hears of the request once, when it is over
    static void begin(RoutingContext context, String client, Context parent, Consumer<RequestRecord> over) {
        var exchange = new RequestRecord(context, client, parent, over);
        context.put(KEY, exchange);
        context.addEndHandler(_ -> exchange.responded());
        context.next();
    }

    /// @throws IllegalStateException for a request whose beginning nobody saw
    public static RequestRecord of(RoutingContext context) {
        RequestRecord exchange = context.get(KEY);
        if (exchange == null) {
            throw new IllegalStateException("a request that did not come in by the router");
        }
        return exchange;
    }

    /// Notes who makes the request, whether it may or not.
    public void comesFrom(Caller known) {
        caller = known.name();
    }

    /// Notes why the caller is not let in: for the log, without what was presented.
    public void turnedAway(String why) {
        reason = why;
    }

    /// Notes the model name that the client wrote.
    public void asks(String model) {
        asked = model;
    }

    /// Notes why there is no answer.
    public void failed(Failure why) {
        if (failure == null) {
            failure = why;
        }
    }

    /// From now on the request is over with its call.
    public void calls(Call call) {
        calling = true;
        call.onEnd(this::ended);
    }

    /// The response is finished in the same turn of the event loop, so that the next one may tell its status.
    private void ended(Ending how) {
        ending = how;
        context.vertx().runOnContext(_ -> tell());
    }

    public Surface surface() {
        return surface;
    }

    String requestId() {
        return RequestId.of(context);
    }

    String client() {
        return client;
    }

    String reason() {
        return reason;
    }

    /// Empty for whom nobody knows.
    String caller() {
        return caller;
    }

    /// Empty where there is none.
    String header(String name) {
        var value = context.request().getHeader(name);
        return value == null ? "" : value;
    }

    String method() {
        return context.request().method().name();
    }

    /// As it came, without the query, which may hold anything.
    String path() {
        var uri = context.request().uri();
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }

    /// 499, as nginx has it, for a client that went before there was a status.
    int status() {
        var response = context.response();
        return response.headWritten() ? response.getStatusCode() : 499;
    }

    @Nullable
    String asked() {
        return asked;
    }

    @Nullable
    Ending ending() {
        return ending;
    }

    /// The relay's code of what went wrong, or `none`.
    String error() {
        var told = ending != null && ending.failure() != null ? ending.failure() : failure;
        return told == null ? "none" : told.code().wire();
    }

    Context parent() {
        return parent;
    }

    long nanos() {
        return System.nanoTime() - startedAt;
    }

    private void responded() {
        if (!calling) {
            tell();
        }
    }

    private void tell() {
        if (!told) {
            told = true;
            over.accept(this);
        }
    }
}
