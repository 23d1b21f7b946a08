package io.bedrockrelay.bedrock;

import io.bedrockrelay.bedrock.account.BedrockConfig;
import io.bedrockrelay.bedrock.account.Credentials;
import io.bedrockrelay.bedrock.account.Endpoints;
import io.bedrockrelay.catalogue.BlockingCalls;
import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.ChatRequest;
import io.bedrockrelay.chat.Message;
import io.bedrockrelay.chat.Role;
import io.bedrockrelay.chat.Sampling;
import io.bedrockrelay.chat.Settings;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.math.BigInteger;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/// Lanes and requests for tests.
public final class Lanes {
    private Lanes() {}

    /// The defaults, but for the given properties (without their prefix).
    public static BedrockConfig config(Map<String, String> properties) {
        var all = new HashMap<String, String>();
        properties.forEach((name, value) -> all.put("relay.bedrock." + name, value));
        return new SmallRyeConfigBuilder()
                .withMapping(BedrockConfig.class)
                .withConverter(MemorySize.class, 300, new MemorySizeConverter())
                .withConverter(Duration.class, 300, new DurationConverter())
                .withDefaultValues(all)
                .build()
                .getConfigMapping(BedrockConfig.class);
    }

    public static Credentials credentials() {
        return new Credentials(
                null,
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret")),
                new BlockingCalls(Runnable::run),
                Clock.systemUTC());
    }

    public static RuntimeLane lane(Vertx vertx, URI url) {
        return lane(vertx, url, Map.of());
    }

    public static RuntimeLane lane(Vertx vertx, URI url, Map<String, String> properties) {
        var endpoints = new Endpoints(Optional.of(url), Map.of(), false, false);
        return new RuntimeLane(vertx, config(properties), endpoints, credentials(), Clock.systemUTC());
    }

    public static ChatRequest request(Block... content) {
        return new ChatRequest(
                "model",
                null,
                List.of(),
                List.of(new Message(Role.USER, List.of(content))),
                Sampling.DEFAULT,
                List.of(),
                null,
                Settings.NONE);
    }

    static MemorySize bytes(long bytes) {
        return new MemorySize(BigInteger.valueOf(bytes));
    }
}
