package io.bedrockrelay.bedrock.exchange;

import io.vertx.core.http.HttpClientResponse;
import java.util.Locale;
import java.util.Set;

/// Whether AWS says that it does not know who asks, or no longer. It may, with other credentials.
final class Unknown {
    private static final int FIRST = 400;
    private static final int LAST = 403;
    private static final Set<String> TYPES = Set.of(
            "expiredtoken",
            "expiredtokenexception",
            "invalidclienttokenid",
            "unrecognizedclientexception",
            "invalidtoken",
            "invalidtokenexception");

    private Unknown() {}

    static boolean identity(HttpClientResponse answer) {
        if (answer.statusCode() < FIRST || answer.statusCode() > LAST) {
            return false;
        }
        var type = answer.getHeader("x-amzn-ErrorType");
        if (type == null) {
            return false;
        }
        int end = type.indexOf(':');
        return TYPES.contains((end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT));
    }
}
