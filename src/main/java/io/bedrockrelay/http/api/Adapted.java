package io.bedrockrelay.http.api;

import io.bedrockrelay.chat.adapted.Adaptation;
import io.bedrockrelay.chat.adapted.Header;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;

/// Tells a caller what of its request was adapted.
final class Adapted {
    private Adapted() {}

    static void tell(HttpServerResponse response, List<Adaptation> adaptations) {
        if (!adaptations.isEmpty() && !response.headWritten()) {
            response.putHeader(Header.NAME, Header.of(adaptations));
        }
    }
}
