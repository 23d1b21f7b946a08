package io.bedrockrelay.http.gate;

import io.bedrockrelay.access.Caller;
import io.vertx.ext.web.RoutingContext;

/// Who makes a request. Known from the gate on, behind which every request has a caller, but for the page's.
public final class Callers {
    private static final String KEY = Caller.class.getName();

    private Callers() {}

    static void put(RoutingContext context, Caller caller) {
        context.put(KEY, caller);
    }

    /// @throws IllegalStateException for a request that has not passed the gate, which nothing may serve
    public static Caller of(RoutingContext context) {
        Caller caller = context.get(KEY);
        if (caller == null) {
            throw new IllegalStateException("a request that has not passed the gate");
        }
        return caller;
    }
}
