package io.bedrockrelay.image;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;

/// Wires the fetching of images from its settings.
@Singleton
class ImageBeans {
    private final Images images;
    private final Fetcher fetcher;

    ImageBeans(Vertx vertx, ImageSettings settings) {
        fetcher = new Fetcher(vertx, settings, InetAddress::getAllByName, PublicAddress::test, new HttpClientOptions());
        images = new Images(settings, fetcher);
    }

    @Produces
    @Singleton
    Images images() {
        return images;
    }

    @PreDestroy
    void close() {
        fetcher.close();
    }
}
