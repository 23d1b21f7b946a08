package io.bedrockrelay.http.log;

import io.bedrockrelay.http.guard.Networks;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/// Where a request came from: the other side of the connection, or what a trusted proxy there says of whom it serves.
/// What anybody else writes into `X-Forwarded-For` is not believed.
final class ClientAddress {
    private static final String FORWARDED = "X-Forwarded-For";

    private final Networks proxies;

    private ClientAddress(Networks proxies) {
        this.proxies = proxies;
    }

    /// @param proxies addresses and networks, as checked at start
    static ClientAddress behind(List<String> proxies) {
        return new ClientAddress(Networks.of(proxies));
    }

    String of(HttpServerRequest request) {
        var remote = request.remoteAddress();
        var peer = remote == null ? null : remote.hostAddress();
        if (peer == null) {
            return "";
        }
        return proxies.isEmpty() ? peer : of(peer, request.headers().getAll(FORWARDED));
    }

    /// From the nearest hop to the farthest: the first that is no trusted proxy is the client.
    String of(String peer, List<String> forwarded) {
        var client = peer;
        var hops = String.join(",", forwarded).split(",", -1);
        for (int i = hops.length - 1; i >= 0 && proxies.contains(client); i--) {
            var hop = hops[i].strip();
            if (!Networks.isAddress(hop)) {
                return client;
            }
            client = hop;
        }
        return client;
    }
}
