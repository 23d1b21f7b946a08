package io.bedrockrelay.it;

import io.bedrockrelay.it.matrix.Asked;
import io.bedrockrelay.it.matrix.Client;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.token.credentials.SdkToken;
import software.amazon.awssdk.auth.token.credentials.StaticTokenProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeBaseClientBuilder;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.auth.scheme.BedrockRuntimeAuthSchemeProvider;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;

/// AWS's own runtime client, pointed at the relay: no retries, short time limits.
final class AwsRuntime implements AutoCloseable {
    /// Shared, since a group that belongs to one client takes two seconds to close with it.
    static final SdkEventLoopGroup LOOPS =
            SdkEventLoopGroup.create(new NioEventLoopGroup(2, new DefaultThreadFactory("aws-client", true)));

    private final @Nullable BedrockRuntimeClient sync;
    private final @Nullable BedrockRuntimeAsyncClient async;

    /// The forms in which people use it.
    enum Form {
        SYNC_SIGNED(null, false),
        SYNC_BEARER(null, true),
        HTTP_1_SIGNED(Protocol.HTTP1_1, false),
        HTTP_1_BEARER(Protocol.HTTP1_1, true),
        HTTP_2_SIGNED(Protocol.HTTP2, false),
        HTTP_2_BEARER(Protocol.HTTP2, true);

        private final @Nullable Protocol protocol;
        private final boolean bearer;

        Form(@Nullable Protocol protocol, boolean bearer) {
            this.protocol = protocol;
            this.bearer = bearer;
        }

        AwsRuntime open() {
            return open(Clients.relay());
        }

        AwsRuntime open(String relay) {
            return open(relay, "relay-key");
        }

        /// @param key the Bedrock API key of the forms that send one
        AwsRuntime open(String relay, String key) {
            return new AwsRuntime(this, relay, key);
        }

        @Nullable
        Protocol protocol() {
            return protocol;
        }

        Client client() {
            if (protocol == null) {
                return Client.AWS_SYNC;
            }
            return protocol == Protocol.HTTP2 ? Client.AWS_HTTP_2 : Client.AWS_HTTP_1;
        }
    }

    /// A form, and whether the answer is streamed. The synchronous client has no streams.
    record Way(Form form, boolean streamed) implements Asked {
        @Override
        public Client client() {
            return form.client();
        }

        static Stream<Way> all() {
            return Stream.of(Form.values())
                    .flatMap(form -> Stream.of(false, true).map(streamed -> new Way(form, streamed)))
                    .filter(way -> way.form.protocol != null || !way.streamed);
        }

        /// Each client signed or with a key, and each kind of answer that it has.
        static Stream<Way> few() {
            return Stream.of(
                    new Way(Form.SYNC_SIGNED, false),
                    new Way(Form.HTTP_1_BEARER, false),
                    new Way(Form.HTTP_1_BEARER, true),
                    new Way(Form.HTTP_2_SIGNED, false),
                    new Way(Form.HTTP_2_SIGNED, true));
        }

        /// Where streams are.
        static Stream<Way> streams() {
            return Stream.of(new Way(Form.HTTP_1_SIGNED, true), new Way(Form.HTTP_2_SIGNED, true));
        }
    }

    /// A Bedrock API key, as `AWS_BEARER_TOKEN_BEDROCK` would bring it.
    record Key(String token) implements SdkToken {
        @Override
        public Optional<Instant> expirationTime() {
            return Optional.empty();
        }
    }

    private AwsRuntime(Form form, String relay, String key) {
        if (form.protocol == null) {
            async = null;
            sync = with(BedrockRuntimeClient.builder(), form.bearer, relay, key)
                    .httpClientBuilder(UrlConnectionHttpClient.builder())
                    .build();
        } else {
            sync = null;
            async = with(BedrockRuntimeAsyncClient.builder(), form.bearer, relay, key)
                    .httpClientBuilder(NettyNioAsyncHttpClient.builder()
                            .eventLoopGroup(LOOPS)
                            .protocol(form.protocol))
                    .build();
        }
    }

    private static <B extends BedrockRuntimeBaseClientBuilder<B, ?>> B with(
            B builder, boolean bearer, String relay, String key) {
        return bearer
                ? pointed(builder, relay)
                        .tokenProvider(StaticTokenProvider.create(new Key(key)))
                        .authSchemeProvider(BedrockRuntimeAuthSchemeProvider.defaultProvider(List.of("httpBearerAuth")))
                : signed(pointed(builder, relay));
    }

    static <B extends AwsClientBuilder<B, ?>> B signed(B builder) {
        return builder.credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret")));
    }

    static <B extends AwsClientBuilder<B, ?>> B pointed(B builder) {
        return pointed(builder, Clients.relay());
    }

    private static <B extends AwsClientBuilder<B, ?>> B pointed(B builder, String relay) {
        return builder.region(Region.US_EAST_1)
                .endpointOverride(URI.create(relay))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .retryStrategy(DefaultRetryStrategy.doNotRetry())
                        .apiCallTimeout(Duration.ofSeconds(20))
                        .build());
    }

    /// Asks, and takes the answer whole or streamed; what the client throws is thrown as it is.
    AwsReply ask(ConverseRequest request, boolean streamed) {
        if (streamed) {
            var reply = new AwsReply.Fold();
            joined(() -> stream(request, reply));
            return reply.whole();
        }
        return AwsReply.of(sync != null ? sync.converse(request) : joined(() -> async().converse(request)));
    }

    /// The stream of an answer; its future tells how it ended.
    CompletableFuture<Void> stream(ConverseRequest request, AwsReply.Fold reply) {
        return async().converseStream(
                        streaming(request),
                        ConverseStreamResponseHandler.builder()
                                .onResponse(head -> reply.head(head.sdkHttpResponse()))
                                .subscriber(reply)
                                .build());
    }

    private static ConverseStreamRequest streaming(ConverseRequest request) {
        return ConverseStreamRequest.builder()
                .modelId(request.modelId())
                .messages(request.messages())
                .system(request.hasSystem() ? request.system() : null)
                .toolConfig(request.toolConfig())
                .inferenceConfig(request.inferenceConfig())
                .additionalModelRequestFields(request.additionalModelRequestFields())
                .outputConfig(request.outputConfig())
                .overrideConfiguration(request.overrideConfiguration().orElse(null))
                .build();
    }

    BedrockRuntimeClient sync() {
        return Optional.ofNullable(sync).orElseThrow();
    }

    BedrockRuntimeAsyncClient async() {
        return Optional.ofNullable(async).orElseThrow();
    }

    static <T> T joined(Supplier<CompletableFuture<T>> call) {
        try {
            return call.get().orTimeout(30, TimeUnit.SECONDS).join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failed;
        }
    }

    @Override
    public void close() {
        if (sync != null) {
            sync.close();
        }
        if (async != null) {
            async.close();
        }
    }
}
