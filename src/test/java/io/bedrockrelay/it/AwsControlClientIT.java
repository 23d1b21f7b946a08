package io.bedrockrelay.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bedrockrelay.emulator.Emulator;
import io.bedrockrelay.it.AwsRuntime.Form;
import io.bedrockrelay.it.AwsRuntime.Way;
import io.bedrockrelay.it.matrix.By;
import io.bedrockrelay.it.matrix.Client;
import io.bedrockrelay.it.matrix.Feature;
import io.bedrockrelay.it.matrix.Shows;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.token.credentials.StaticTokenProvider;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.bedrock.BedrockAsyncClient;
import software.amazon.awssdk.services.bedrock.BedrockClient;
import software.amazon.awssdk.services.bedrock.BedrockClientBuilder;
import software.amazon.awssdk.services.bedrock.auth.scheme.BedrockAuthSchemeProvider;
import software.amazon.awssdk.services.bedrock.model.FoundationModelDetails;
import software.amazon.awssdk.services.bedrock.model.FoundationModelSummary;
import software.amazon.awssdk.services.bedrock.model.InferenceProfileModel;
import software.amazon.awssdk.services.bedrock.model.InferenceProfileSummary;
import software.amazon.awssdk.services.bedrock.model.InferenceProfileType;
import software.amazon.awssdk.services.bedrock.model.ResourceNotFoundException;
import software.amazon.awssdk.services.bedrock.model.ValidationException;

/// AWS's own control plane client gets from the relay what it would get from Bedrock: every answer is held against the
/// one that the same client is given by the emulator itself.
@QuarkusIntegrationTest
@WithTestResource(BedrockResource.class)
@Timeout(60)
@By(Client.AWS_SYNC)
class AwsControlClientIT {
    private static final String MODEL = "anthropic.claude-sonnet-4-5-20250929-v1:0";
    private static final String PROFILE = "us." + MODEL;

    @SuppressWarnings("NullAway.Init")
    Emulator bedrock;

    @SuppressWarnings("NullAway.Init")
    private BedrockClient relayed;

    @SuppressWarnings("NullAway.Init")
    private BedrockClient direct;

    @BeforeEach
    void ready() throws InterruptedException {
        BedrockResource.awaitCatalogue();
        relayed = client().build();
        direct = client().endpointOverride(bedrock.uri()).build();
    }

    @AfterEach
    void close() {
        relayed.close();
        direct.close();
    }

    private static BedrockClientBuilder client() {
        return AwsRuntime.signed(AwsRuntime.pointed(BedrockClient.builder()))
                .httpClientBuilder(UrlConnectionHttpClient.builder());
    }

    @Test
    @Shows(Feature.MODELS)
    void listsTheModels() {
        var models = relayed.listFoundationModels(all -> {}).modelSummaries();
        assertThat(models).hasSizeGreaterThan(50);
        assertThat(models.stream().map(AwsControlClientIT::told))
                .containsExactlyInAnyOrderElementsOf(direct.listFoundationModels(all -> {}).modelSummaries().stream()
                        .map(AwsControlClientIT::told)
                        .toList());
    }

    @Test
    void filtersTheModels() {
        assertSame(
                relayed.listFoundationModels(by -> by.byProvider("Anthropic")).modelSummaries(),
                direct.listFoundationModels(by -> by.byProvider("Anthropic")).modelSummaries());
        assertSame(
                relayed.listFoundationModels(by -> by.byInferenceType("ON_DEMAND"))
                        .modelSummaries(),
                direct.listFoundationModels(by -> by.byInferenceType("ON_DEMAND"))
                        .modelSummaries());
        assertSame(
                relayed.listFoundationModels(by -> by.byOutputModality("EMBEDDING"))
                        .modelSummaries(),
                direct.listFoundationModels(by -> by.byOutputModality("EMBEDDING"))
                        .modelSummaries());
    }

    @ParameterizedTest
    @ValueSource(strings = {MODEL, "arn:aws:bedrock:us-east-1::foundation-model/" + MODEL})
    void getsOneModel(String name) {
        var relayedModel =
                relayed.getFoundationModel(get -> get.modelIdentifier(name)).modelDetails();
        assertThat(relayedModel.modelId()).isEqualTo(MODEL);
        assertThat(told(relayedModel))
                .isEqualTo(told(direct.getFoundationModel(get -> get.modelIdentifier(MODEL))
                        .modelDetails()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1000})
    void pagesThroughTheProfiles(int pageSize) {
        var pages = relayed.listInferenceProfilesPaginator(all -> all.maxResults(pageSize));
        var profiles = pages.inferenceProfileSummaries().stream().toList();
        assertThat(pages.stream().count()).isEqualTo(Math.ceilDiv(profiles.size(), pageSize));
        assertThat(profiles)
                .extracting(InferenceProfileSummary::inferenceProfileId)
                .contains(PROFILE);
        assertThat(profiles.stream().map(AwsControlClientIT::told))
                .containsExactlyInAnyOrderElementsOf(
                        direct.listInferenceProfilesPaginator(all -> {}).inferenceProfileSummaries().stream()
                                .map(AwsControlClientIT::told)
                                .toList());
    }

    @Test
    void listsApplicationProfilesApart() {
        var own = relayed
                .listInferenceProfilesPaginator(all -> all.typeEquals(InferenceProfileType.APPLICATION))
                .inferenceProfileSummaries()
                .stream()
                .toList();
        assertThat(own)
                .extracting(InferenceProfileSummary::inferenceProfileName)
                .contains("team-a-nova-micro", "team-b-claude");
        assertThat(own).extracting(InferenceProfileSummary::type).containsOnly(InferenceProfileType.APPLICATION);
    }

    @Test
    void getsOneProfileByIdAndByArn() {
        var wanted = direct.getInferenceProfile(get -> get.inferenceProfileIdentifier(PROFILE));
        for (var name : List.of(PROFILE, wanted.inferenceProfileArn())) {
            var profile = relayed.getInferenceProfile(get -> get.inferenceProfileIdentifier(name));
            assertThat(profile.inferenceProfileId()).isEqualTo(PROFILE);
            assertThat(profile.inferenceProfileArn()).isEqualTo(wanted.inferenceProfileArn());
            assertThat(profile.inferenceProfileName()).isEqualTo(wanted.inferenceProfileName());
            assertThat(profile.models()).isEqualTo(wanted.models()).isNotEmpty();
            assertThat(profile.status()).isEqualTo(wanted.status());
            assertThat(profile.type()).isEqualTo(InferenceProfileType.SYSTEM_DEFINED);
        }
        var arn = "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/mi1dadi0g15f";
        assertThat(relayed.getInferenceProfile(get -> get.inferenceProfileIdentifier(arn))
                        .inferenceProfileName())
                .isEqualTo("team-a-nova-micro");
    }

    @Test
    void whatIsNotThereIsNotFoundAndWhatIsWrongIsInvalid() {
        assertThatThrownBy(() -> relayed.getFoundationModel(get -> get.modelIdentifier("no.such-model")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("no.such-model");
        assertThatThrownBy(() -> relayed.getInferenceProfile(get -> get.inferenceProfileIdentifier("us.no-such")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("us.no-such");
        assertThatThrownBy(() -> relayed.listInferenceProfiles(all -> all.nextToken("not-a-token")))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("nextToken");
    }

    @Test
    void anotherRegionIsAskedForByAHeader() {
        var ids = relayed
                .listInferenceProfilesPaginator(
                        all -> all.overrideConfiguration(with -> with.putHeader("X-Relay-Region", "eu-west-1")))
                .inferenceProfileSummaries()
                .stream()
                .map(InferenceProfileSummary::inferenceProfileId)
                .toList();
        assertThat(ids).contains("eu." + MODEL).doesNotContain(PROFILE);
    }

    static Stream<Way> asynchronous() {
        return Stream.of(new Way(Form.HTTP_1_BEARER, false), new Way(Form.HTTP_2_BEARER, false));
    }

    @ParameterizedTest
    @MethodSource("asynchronous")
    @Shows(Feature.MODELS)
    void theAsynchronousClientIsServedWithAnApiKey(Way way) {
        var builder = AwsRuntime.pointed(BedrockAsyncClient.builder())
                .tokenProvider(StaticTokenProvider.create(new AwsRuntime.Key("relay-key")))
                .authSchemeProvider(BedrockAuthSchemeProvider.defaultProvider(List.of("httpBearerAuth")))
                .httpClientBuilder(NettyNioAsyncHttpClient.builder()
                        .eventLoopGroup(AwsRuntime.LOOPS)
                        .protocol(Objects.requireNonNull(way.form().protocol())));
        try (var client = builder.build()) {
            assertThat(AwsRuntime.joined(() -> client.listFoundationModels(all -> {}))
                            .modelSummaries())
                    .hasSameSizeAs(direct.listFoundationModels(all -> {}).modelSummaries());
            var ids = new ArrayList<String>();
            AwsRuntime.joined(() -> client.listInferenceProfilesPaginator(all -> all.maxResults(10))
                    .inferenceProfileSummaries()
                    .subscribe(profile -> ids.add(profile.inferenceProfileId())));
            assertThat(ids).contains(PROFILE).doesNotHaveDuplicates();
            assertThat(AwsRuntime.joined(
                                    () -> client.getInferenceProfile(get -> get.inferenceProfileIdentifier(PROFILE)))
                            .inferenceProfileId())
                    .isEqualTo(PROFILE);
        }
    }

    private static void assertSame(List<FoundationModelSummary> relayed, List<FoundationModelSummary> direct) {
        assertThat(relayed.stream().map(AwsControlClientIT::told))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(
                        direct.stream().map(AwsControlClientIT::told).toList());
    }

    private static List<Object> told(FoundationModelSummary model) {
        var streaming = Boolean.TRUE.equals(model.responseStreamingSupported());
        return List.of(
                model.modelArn(),
                model.modelId(),
                model.modelName(),
                model.providerName(),
                model.inputModalitiesAsStrings(),
                model.outputModalitiesAsStrings(),
                streaming,
                model.inferenceTypesSupportedAsStrings(),
                model.customizationsSupportedAsStrings(),
                model.modelLifecycle());
    }

    private static List<Object> told(FoundationModelDetails model) {
        var streaming = Boolean.TRUE.equals(model.responseStreamingSupported());
        return List.of(
                model.modelArn(),
                model.modelId(),
                model.modelName(),
                model.providerName(),
                model.inputModalitiesAsStrings(),
                model.outputModalitiesAsStrings(),
                streaming,
                model.inferenceTypesSupportedAsStrings(),
                model.customizationsSupportedAsStrings(),
                model.modelLifecycle());
    }

    private static List<Object> told(InferenceProfileSummary profile) {
        return List.of(
                profile.inferenceProfileId(),
                profile.inferenceProfileArn(),
                profile.inferenceProfileName(),
                profile.statusAsString(),
                profile.typeAsString(),
                String.valueOf(profile.createdAt()),
                String.valueOf(profile.updatedAt()),
                profile.models().stream().map(InferenceProfileModel::modelArn).toList());
    }
}
