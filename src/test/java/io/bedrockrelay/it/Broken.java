package io.bedrockrelay.it;

import io.vertx.core.Future;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;

/// A way to Redis that loses everything while it is broken.
final class Broken implements Redis {
    private final Redis redis;
    volatile boolean broken;

    Broken(Redis redis) {
        this.redis = redis;
    }

    @Override
    public Future<Response> send(Request command) {
        return broken ? Future.failedFuture("the connection was closed") : redis.send(command);
    }

    @Override
    public Future<List<Response>> batch(List<Request> commands) {
        return broken ? Future.failedFuture("the connection was closed") : redis.batch(commands);
    }

    @Override
    public Future<RedisConnection> connect() {
        return redis.connect();
    }

    @Override
    public void close() {
        redis.close();
    }
}
