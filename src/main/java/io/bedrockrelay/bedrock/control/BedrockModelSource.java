package io.bedrockrelay.bedrock.control;

import io.bedrockrelay.bedrock.account.Credentials;
import io.bedrockrelay.bedrock.account.Endpoints;
import io.bedrockrelay.catalogue.ListedProfile;
import io.bedrockrelay.catalogue.ModelSource;
import io.bedrockrelay.catalogue.RegionListing;
import io.bedrockrelay.catalogue.SourceException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.auth.aws.scheme.AwsV4AuthScheme;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.scheme.BearerAuthScheme;
import software.amazon.awssdk.http.auth.spi.scheme.AuthSchemeOption;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrock.BedrockClient;
import software.amazon.awssdk.services.bedrock.model.ListFoundationModelsRequest;
import software.amazon.awssdk.services.bedrock.model.ListInferenceProfilesRequest;

/// Lists models and profiles of a Region by Bedrock's control plane. Blocks: call it on a virtual thread. There is one
/// SDK client per Region, made when first asked for, all over the one HTTP client, which stays its maker's.
public final class BedrockModelSource implements ModelSource, AutoCloseable {
    /// As many as the API allows; fewer pages, fewer calls to be throttled.
    private static final int PAGE = 1000;

    private static final AuthSchemeOption BEARER =
            AuthSchemeOption.builder().schemeId(BearerAuthScheme.SCHEME_ID).build();

    private final Endpoints endpoints;
    private final Credentials credentials;
    private final SdkHttpClient http;
    private final Duration timeout;
    private final boolean applicationProfiles;
    private final Map<String, BedrockClient> clients = new ConcurrentHashMap<>();

    /// Connects to nothing yet.
    ///
    /// @param timeout for each call to Bedrock, the SDK's own retries included
    /// @param applicationProfiles whether the account's own profiles are listed too
    public BedrockModelSource(
            Endpoints endpoints,
            Credentials credentials,
            SdkHttpClient http,
            Duration timeout,
            boolean applicationProfiles) {
        this.endpoints = endpoints;
        this.credentials = credentials;
        this.http = http;
        this.timeout = timeout;
        this.applicationProfiles = applicationProfiles;
    }

    @Override
    public RegionListing fetch(String region) throws SourceException {
        var client = clients.computeIfAbsent(region, this::client);
        try {
            var models =
                    client
                            .listFoundationModels(
                                    ListFoundationModelsRequest.builder().build())
                            .modelSummaries()
                            .stream()
                            .map(Listed::model)
                            .toList();
            var profiles = new ArrayList<>(profiles(client, region, ListedProfile.SYSTEM_DEFINED));
            if (applicationProfiles) {
                profiles.addAll(profiles(client, region, ListedProfile.APPLICATION));
            }
            return new RegionListing(models, profiles);
        } catch (SdkException e) {
            throw SourceFailure.of(region, timeout, e);
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new SourceException(
                    SourceException.Kind.INVALID_ANSWER,
                    "Bedrock's listing of " + region + " lacks what every entry must have: " + e.getMessage(),
                    e);
        }
    }

    /// All pages. A page may be short, or empty, and still not be the last: only a missing token ends the list.
    private static List<ListedProfile> profiles(BedrockClient client, String region, String type)
            throws SourceException {
        var profiles = new ArrayList<ListedProfile>();
        var seen = new HashSet<String>();
        String token = null;
        do {
            var page = client.listInferenceProfiles(page(type, token));
            page.inferenceProfileSummaries().stream().map(Listed::profile).forEach(profiles::add);
            token = page.nextToken();
            if (token != null && !seen.add(token)) {
                throw new SourceException(
                        SourceException.Kind.INVALID_ANSWER,
                        "Bedrock's list of inference profiles in " + region + " goes round in circles.");
            }
        } while (token != null);
        return profiles;
    }

    private static ListInferenceProfilesRequest page(String type, @Nullable String token) {
        return ListInferenceProfilesRequest.builder()
                .typeEquals(type)
                .maxResults(PAGE)
                .nextToken(token)
                .build();
    }

    private BedrockClient client(String region) {
        var builder = BedrockClient.builder()
                .region(Region.of(region))
                .endpointOverride(endpoints.control(region))
                .credentialsProvider(credentials.chain())
                .httpClient(http)
                .overrideConfiguration(config -> config.apiCallTimeout(timeout));
        var tokens = credentials.tokens();
        if (tokens != null) {
            builder.tokenProvider(tokens);
        }
        // Said in so many words: by itself the SDK would prefer a key that it finds in the environment.
        var scheme = tokens == null ? signature(region) : BEARER;
        return builder.authSchemeProvider(_ -> List.of(scheme)).build();
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
    }
}
