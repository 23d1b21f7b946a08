package io.bedrockrelay.bedrock.control;

import io.bedrockrelay.bedrock.account.Credentials;
import io.bedrockrelay.bedrock.account.Endpoints;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.auth.aws.scheme.AwsV4AuthScheme;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.scheme.BearerAuthScheme;
import software.amazon.awssdk.http.auth.spi.scheme.AuthSchemeOption;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrock.BedrockClient;

/// The control plane's clients: one per Region, made when first asked for, all over the one HTTP client, which is made
/// with the first of them. Safe for every thread; their calls block.
public final class ControlClients implements AutoCloseable {
    private static final AuthSchemeOption BEARER =
            AuthSchemeOption.builder().schemeId(BearerAuthScheme.SCHEME_ID).build();

    private final Endpoints endpoints;
    private final Credentials credentials;
    private final Supplier<SdkHttpClient> maker;
    private final Duration timeout;
    private final Map<String, BedrockClient> clients = new ConcurrentHashMap<>();
    /// By itself each client would keep five threads for the one purpose of ending calls that take too long.
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("control-timer").factory());
    private @Nullable SdkHttpClient http;

    /// Connects to nothing yet.
    ///
    /// @param http asked once, by the thread that needs it: the JVM reads all of its trusted certificates for it,
    ///     which the start of the relay need not wait for; closed with this
    /// @param timeout for each call to Bedrock, the SDK's own retries included
    public ControlClients(
            Endpoints endpoints, Credentials credentials, Supplier<SdkHttpClient> http, Duration timeout) {
        this.endpoints = endpoints;
        this.credentials = credentials;
        this.maker = http;
        this.timeout = timeout;
    }

    BedrockClient in(String region) {
        return clients.computeIfAbsent(region, this::client);
    }

    Duration timeout() {
        return timeout;
    }

    private BedrockClient client(String region) {
        var builder = BedrockClient.builder()
                .region(Region.of(region))
                .endpointOverride(endpoints.control(region))
                .credentialsProvider(credentials.chain())
                .httpClient(http())
                .overrideConfiguration(config -> config.apiCallTimeout(timeout).scheduledExecutorService(timer));
        var tokens = credentials.tokens();
        if (tokens != null) {
            builder.tokenProvider(tokens);
        }
        // Said in so many words: by itself the SDK would prefer a key that it finds in the environment.
        var scheme = tokens == null ? signature(region) : BEARER;
        return builder.authSchemeProvider(_ -> List.of(scheme)).build();
    }

    private synchronized SdkHttpClient http() {
        if (http == null) {
            http = maker.get();
        }
        return http;
    }

    private static AuthSchemeOption signature(String region) {
        return AuthSchemeOption.builder()
                .schemeId(AwsV4AuthScheme.SCHEME_ID)
                .putSignerProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "bedrock")
                .putSignerProperty(AwsV4HttpSigner.REGION_NAME, region)
                .build();
    }

    @Override
    public void close() {
        clients.values().forEach(BedrockClient::close);
        clients.clear();
        timer.shutdownNow();
        closeHttp();
    }

    private synchronized void closeHttp() {
        if (http != null) {
            http.close();
            http = null;
        }
    }
}
