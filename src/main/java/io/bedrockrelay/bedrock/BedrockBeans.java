package io.bedrockrelay.bedrock;

import io.bedrockrelay.bedrock.account.BedrockConfig;
import io.bedrockrelay.bedrock.account.Credentials;
import io.bedrockrelay.bedrock.account.Endpoints;
import io.bedrockrelay.bedrock.account.RenewableChain;
import io.bedrockrelay.bedrock.account.WatchedProfiles;
import io.bedrockrelay.bedrock.control.BedrockModelSource;
import io.bedrockrelay.bedrock.control.ControlClients;
import io.bedrockrelay.bedrock.control.ProfileAdmin;
import io.bedrockrelay.catalogue.BlockingCalls;
import io.bedrockrelay.catalogue.ModelSource;
import io.bedrockrelay.catalogue.registry.CatalogueSettings;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.endpoint.DualstackEnabledProvider;
import software.amazon.awssdk.awscore.endpoint.FipsEnabledProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/// Puts control plane and runtime lane together from the configuration, and takes them down again. Where nothing says
/// where Bedrock is and an embedded one runs, which only development and tests have, that one is used.
@ApplicationScoped
class BedrockBeans {
    // Apart, so that no call to Bedrock waits for its credentials behind an administrator's. One look-up is under
    // way at a time; the second thread is for the next one while the first is stuck.
    private final BlockingCalls lookUps = BlockingCalls.onThreads("credentials", 2);
    // As many as a script makes beside each other; more of them AWS would throttle.
    private final BlockingCalls wishes = BlockingCalls.onThreads("profiles", 4);
    private final AwsCredentialsProvider chain;
    private final ControlClients control;
    private final BedrockModelSource source;
    private final ProfileAdmin profiles;
    private final RuntimeLane lane;

    @Inject
    BedrockBeans(
            Vertx vertx,
            BedrockConfig config,
            @Named("embedded-bedrock") Instance<URI> embedded,
            @ConfigProperty(name = "AWS_BEARER_TOKEN_BEDROCK") Optional<String> bearer,
            CatalogueSettings catalogue) {
        boolean own = config.endpointOverride().isEmpty() && config.endpoints().isEmpty() && embedded.isResolvable();
        chain = own
                ? StaticCredentialsProvider.create(AwsBasicCredentials.create("embedded", "embedded"))
                : new RenewableChain(BedrockBeans::chain);
        var key = own ? null : bearer.orElse(null);
        var credentials = new Credentials(key, chain, lookUps, Clock.systemUTC());
        var endpoints = endpoints(config, own ? Optional.of(embedded.get()) : Optional.empty());
        control = new ControlClients(
                endpoints, credentials, () -> http(config.connectTimeout(), catalogue.timeout()), catalogue.timeout());
        source = new BedrockModelSource(control, catalogue.applicationProfiles());
        profiles = new ProfileAdmin(control, wishes);
        lane = new RuntimeLane(vertx, config, endpoints, credentials, Clock.systemUTC());
    }

    @Produces
    @Singleton
    ModelSource source() {
        return source;
    }

    @Produces
    @Singleton
    ProfileAdmin profiles() {
        return profiles;
    }

    @Produces
    @Singleton
    RuntimeLane lane() {
        return lane;
    }

    @PreDestroy
    void close() {
        lane.close();
        wishes.close();
        lookUps.close();
        control.close();
        if (chain instanceof SdkAutoCloseable closeable) {
            closeable.close();
        }
    }

    private static AwsCredentialsProvider chain() {
        return DefaultCredentialsProvider.builder()
                .profileFile(WatchedProfiles.ofEnvironment())
                .build();
    }

    private static SdkHttpClient http(Duration connect, Duration read) {
        return UrlConnectionHttpClient.builder()
                .connectionTimeout(connect)
                .socketTimeout(read)
                .build();
    }

    private static Endpoints endpoints(BedrockConfig config, Optional<URI> embedded) {
        var regions = new HashMap<String, Endpoints.RegionUrls>();
        config.endpoints()
                .forEach((region, own) ->
                        regions.put(region, new Endpoints.RegionUrls(url(own.control()), url(own.runtime()))));
        var override = embedded.or(() -> config.endpointOverride().map(URI::create));
        return new Endpoints(override, Map.copyOf(regions), fips(), dualStack());
    }

    private static @Nullable URI url(Optional<String> text) {
        return text.map(URI::create).orElse(null);
    }

    private static boolean fips() {
        return FipsEnabledProvider.builder()
                .profileFile(ProfileFile::defaultProfileFile)
                .profileName(ProfileFileSystemSetting.AWS_PROFILE.getStringValueOrThrow())
                .build()
                .isFipsEnabled()
                .orElse(false);
    }

    private static boolean dualStack() {
        return DualstackEnabledProvider.builder()
                .profileFile(ProfileFile::defaultProfileFile)
                .profileName(ProfileFileSystemSetting.AWS_PROFILE.getStringValueOrThrow())
                .build()
                .isDualstackEnabled()
                .orElse(false);
    }
}
