package io.bedrockrelay.http.page;

import io.quarkus.runtime.LaunchMode;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Serves the page at `/` and its files below `/page/`, from memory.
@Singleton
class PageRoutes {
    private final Assets assets;

    PageRoutes() throws IOException {
        this.assets = read();
    }

    void register(@Observes Router router) {
        // Before Quarkus's own static files, which know neither the tag nor the policy.
        for (var path : new String[] {Assets.ROOT, "/page/*"}) {
            router.route(path)
                    .method(HttpMethod.GET)
                    .method(HttpMethod.HEAD)
                    .order(-1)
                    .handler(this::answer);
        }
    }

    private void answer(RoutingContext context) {
        var found = current().at(context.normalizedPath());
        if (found == null) {
            context.next();
            return;
        }
        var asset = found.asset();
        var request = context.request();
        var response = context.response();
        var packed = accepts(request.getHeader(HttpHeaders.ACCEPT_ENCODING)) ? asset.packed() : null;
        var tag = "\"" + asset.tag() + (packed == null ? "" : "-gzip") + "\"";
        PageHeaders.HEADERS.forEach(response::putHeader);
        response.putHeader(HttpHeaders.CACHE_CONTROL, PageHeaders.lasting(found.lasting()))
                .putHeader(HttpHeaders.ETAG, tag);
        if (tag.equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, asset.type());
        if (packed != null) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        var body = packed == null ? asset.plain() : packed;
        if (request.method().equals(HttpMethod.HEAD)) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()))
                    .end();
        } else {
            response.end(body);
        }
    }

    /// In dev mode the files of this moment, so that a change is seen at the next load.
    private Assets current() {
        if (LaunchMode.current() != LaunchMode.DEVELOPMENT) {
            return assets;
        }
        try {
            return read();
        } catch (IOException halfWritten) {
            return assets;
        }
    }

    private static Assets read() throws IOException {
        return Assets.read(Thread.currentThread().getContextClassLoader());
    }

    private static boolean accepts(@Nullable String encodings) {
        return encodings != null && encodings.contains("gzip");
    }
}
