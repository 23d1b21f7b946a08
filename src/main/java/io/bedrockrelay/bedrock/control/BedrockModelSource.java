package io.bedrockrelay.bedrock.control;

import io.bedrockrelay.catalogue.ListedModel;
import io.bedrockrelay.catalogue.ListedProfile;
import io.bedrockrelay.catalogue.ModelSource;
import io.bedrockrelay.catalogue.RegionListing;
import io.bedrockrelay.catalogue.SourceException;
import java.util.HashSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.bedrock.BedrockClient;
import software.amazon.awssdk.services.bedrock.model.ListFoundationModelsRequest;
import software.amazon.awssdk.services.bedrock.model.ListInferenceProfilesRequest;

/// Lists models and profiles of a Region by Bedrock's control plane. Blocks.
public final class BedrockModelSource implements ModelSource {
    /// As many as the API allows; fewer pages, fewer calls to be throttled.
    private static final int PAGE = 1000;

    private final ControlClients clients;
    private final boolean applicationProfiles;

    /// Connects to nothing yet.
    ///
    /// @param applicationProfiles whether the account's own profiles are listed too
    public BedrockModelSource(ControlClients clients, boolean applicationProfiles) {
        this.clients = clients;
        this.applicationProfiles = applicationProfiles;
    }

    @Override
    public RegionListing fetch(String region) throws SourceException {
        var client = clients.in(region);
        try {
            var models = new Entries<ListedModel>();
            client.listFoundationModels(ListFoundationModelsRequest.builder().build())
                    .modelSummaries()
                    .forEach(model -> models.add(model.modelId(), model.modelArn(), () -> Listed.model(model)));
            var profiles = new Entries<ListedProfile>();
            profiles(client, region, ListedProfile.SYSTEM_DEFINED, profiles);
            if (applicationProfiles) {
                profiles(client, region, ListedProfile.APPLICATION, profiles);
            }
            models.tell("models", region);
            profiles.tell("inference profiles", region);
            return new RegionListing(models.all(), profiles.all());
        } catch (SdkException e) {
            throw SourceFailure.of(region, clients.timeout(), e);
        }
    }

    /// All pages. A page may be short, or empty, and still not be the last: only a missing token ends the list.
    private static void profiles(BedrockClient client, String region, String type, Entries<ListedProfile> profiles)
            throws SourceException {
        var seen = new HashSet<String>();
        String token = null;
        do {
            var page = client.listInferenceProfiles(page(type, token));
            page.inferenceProfileSummaries()
                    .forEach(profile -> profiles.add(
                            profile.inferenceProfileId(),
                            profile.inferenceProfileArn(),
                            () -> Listed.profile(profile)));
            token = page.nextToken();
            if (token != null && !seen.add(token)) {
                throw new SourceException(
                        SourceException.Kind.INVALID_ANSWER,
                        "Bedrock's list of inference profiles in " + region + " goes round in circles.");
            }
        } while (token != null);
    }

    private static ListInferenceProfilesRequest page(String type, @Nullable String token) {
        return ListInferenceProfilesRequest.builder()
                .typeEquals(type)
                .maxResults(PAGE)
                .nextToken(token)
                .build();
    }
}
