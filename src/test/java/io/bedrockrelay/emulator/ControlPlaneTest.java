package io.bedrockrelay.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.bedrock.BedrockClient;
import software.amazon.awssdk.services.bedrock.model.BedrockException;
import software.amazon.awssdk.services.bedrock.model.ConflictException;
import software.amazon.awssdk.services.bedrock.model.FoundationModelSummary;
import software.amazon.awssdk.services.bedrock.model.InferenceProfileModelSource;
import software.amazon.awssdk.services.bedrock.model.InferenceProfileSummary;
import software.amazon.awssdk.services.bedrock.model.InferenceProfileType;
import software.amazon.awssdk.services.bedrock.model.ResourceNotFoundException;
import software.amazon.awssdk.services.bedrock.model.Tag;
import software.amazon.awssdk.services.bedrock.model.ValidationException;

@ExtendWith(EmulatorExtension.class)
class ControlPlaneTest {
    private static final String SONNET_ARN =
            "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-sonnet-4-5-20250929-v1:0";

    @Test
    void listsTheModelsOfTheRegionThatTheSignatureNames(Emulator emulator) {
        for (var region :
                Map.of("us-east-1", 121, "eu-west-2", 71, "us-gov-west-1", 18).entrySet()) {
            try (var client = Sdk.in(emulator, region.getKey()).control()) {
                assertThat(client.listFoundationModels(all -> {}).modelSummaries())
                        .hasSize(region.getValue());
            }
        }
    }

    @Test
    void filtersModels(Emulator emulator) {
        try (var client = Sdk.in(emulator, "us-east-1").control()) {
            assertThat(client.listFoundationModels(all -> all.byProvider("anthropic"))
                            .modelSummaries())
                    .isNotEmpty()
                    .allMatch(model -> model.providerName().equals("Anthropic"));
            assertThat(client.listFoundationModels(all -> all.byOutputModality("EMBEDDING"))
                            .modelSummaries())
                    .isNotEmpty()
                    .allMatch(model -> model.outputModalitiesAsStrings().contains("EMBEDDING"));
            assertThat(client.listFoundationModels(all -> all.byInferenceType("ON_DEMAND"))
                            .modelSummaries())
                    .isNotEmpty()
                    .allMatch(model -> model.inferenceTypesSupportedAsStrings().contains("ON_DEMAND"));
            assertThatThrownBy(() -> client.listFoundationModels(all -> all.byInferenceType("INFERENCE_PROFILE")))
                    .isInstanceOf(ValidationException.class);
        }
    }

    @Test
    void leavesOutTheStreamingFieldWhereTheApiDoes(Emulator emulator) {
        try (var client = Sdk.in(emulator, "us-east-1").control()) {
            assertThat(client.listFoundationModels(all -> {}).modelSummaries())
                    .extracting(FoundationModelSummary::responseStreamingSupported)
                    .contains(true, false, null);
        }
    }

    @Test
    void pagesAreShortAndTheSdksPaginatorFindsEveryProfile(Emulator emulator) {
        try (var client = Sdk.in(emulator, "us-east-1").control()) {
            var pages = client.listInferenceProfilesPaginator(all -> {}).stream()
                    .map(page -> page.inferenceProfileSummaries().size())
                    .toList();
            assertThat(pages).containsExactly(20, 10, 20, 20, 1);

            assertThat(client.listInferenceProfilesPaginator(all -> all.maxResults(7))
                            .inferenceProfileSummaries())
                    .extracting(InferenceProfileSummary::inferenceProfileId)
                    .doesNotHaveDuplicates()
                    .hasSize(71);
            assertThatThrownBy(() -> client.listInferenceProfiles(all -> all.nextToken("made-up")))
                    .isInstanceOf(ValidationException.class);
            assertThatThrownBy(() -> client.listInferenceProfiles(all -> all.maxResults(1001)))
                    .isInstanceOf(ValidationException.class);
        }
    }

    @Test
    void showsApplicationProfilesOnlyWhenAsked(Emulator emulator) {
        try (var client = Sdk.in(emulator, "us-west-2").control()) {
            assertThat(client.listInferenceProfilesPaginator(all -> {}).inferenceProfileSummaries())
                    .allMatch(profile -> profile.type() == InferenceProfileType.SYSTEM_DEFINED);
            assertThat(client.listInferenceProfiles(all -> all.typeEquals("APPLICATION"))
                            .inferenceProfileSummaries())
                    .singleElement()
                    .satisfies(profile -> {
                        assertThat(profile.inferenceProfileName()).isEqualTo("team-b-claude");
                        assertThat(profile.models()).hasSize(3);
                    });
        }
    }

    @Test
    void getsModelsAndProfilesByIdAndByArn(Emulator emulator) {
        try (var client = Sdk.in(emulator, "us-east-1").control()) {
            var id = "amazon.nova-micro-v1:0";
            assertThat(client.getFoundationModel(get -> get.modelIdentifier(id))
                            .modelDetails()
                            .modelName())
                    .isEqualTo("Nova Micro");
            var arn = "arn:aws:bedrock:us-east-1::foundation-model/" + id;
            assertThat(client.getFoundationModel(get -> get.modelIdentifier(arn))
                            .modelDetails()
                            .modelId())
                    .isEqualTo(id);
            assertThat(client.getInferenceProfile(get -> get.inferenceProfileIdentifier(SONNET_ARN))
                            .inferenceProfileId())
                    .isEqualTo("us.anthropic.claude-sonnet-4-5-20250929-v1:0");
            assertThat(client.getInferenceProfile(get -> get.inferenceProfileIdentifier("mi1dadi0g15f"))
                            .models())
                    .hasSize(1);
            assertThatThrownBy(() -> client.getInferenceProfile(get -> get.inferenceProfileIdentifier("eu.nothing")))
                    .isInstanceOf(ResourceNotFoundException.class);
            assertThatThrownBy(() -> client.getFoundationModel(get -> get.modelIdentifier("nothing")))
                    .isInstanceOf(ResourceNotFoundException.class);
        }
    }

    @Test
    void makesFindsTagsAndDeletesApplicationProfiles(Emulator emulator) {
        try (var client = Sdk.in(emulator, "us-east-1").control()) {
            var arn = create(client, "sales", SONNET_ARN, "token-1");
            assertThat(create(client, "sales", SONNET_ARN, "token-1")).isEqualTo(arn);
            assertThatThrownBy(() -> create(client, "other", SONNET_ARN, "token-1"))
                    .isInstanceOf(ConflictException.class);

            assertThat(client.listTagsForResource(list -> list.resourceARN(arn)).tags())
                    .containsExactly(Tag.builder().key("team").value("sales").build());
            client.tagResource(tag -> tag.resourceARN(arn)
                    .tags(List.of(Tag.builder().key("a").value("b").build())));
            client.untagResource(tag -> tag.resourceARN(arn).tagKeys("team"));
            assertThat(client.listTagsForResource(list -> list.resourceARN(arn)).tags())
                    .extracting(Tag::key)
                    .containsExactly("a");

            assertThat(client.getInferenceProfile(get -> get.inferenceProfileIdentifier(arn))
                            .models())
                    .hasSize(3);
            client.deleteInferenceProfile(delete -> delete.inferenceProfileIdentifier(arn));
            assertThatThrownBy(() -> client.getInferenceProfile(get -> get.inferenceProfileIdentifier(arn)))
                    .isInstanceOf(ResourceNotFoundException.class);
        }
    }

    private static String create(BedrockClient client, String name, String source, String token) {
        return client.createInferenceProfile(create -> create.inferenceProfileName(name)
                        .modelSource(InferenceProfileModelSource.fromCopyFrom(source))
                        .clientRequestToken(token)
                        .tags(Tag.builder().key("team").value("sales").build()))
                .inferenceProfileArn();
    }

    @Test
    void refusesWrongCreationsAndDeletions(Emulator emulator) {
        try (var client = Sdk.in(emulator, "us-east-1").control()) {
            assertThatThrownBy(() -> create(client, "bad!name", SONNET_ARN, "t2"))
                    .isInstanceOf(ValidationException.class);
            var application = "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/mi1dadi0g15f";
            assertThatThrownBy(() -> create(client, "copy", application, "t3")).isInstanceOf(ValidationException.class);
            var elsewhere = "arn:aws:bedrock:eu-west-1::foundation-model/amazon.nova-micro-v1:0";
            assertThatThrownBy(() -> create(client, "copy", elsewhere, "t4"))
                    .isInstanceOf(ResourceNotFoundException.class);
            assertThatThrownBy(() -> client.deleteInferenceProfile(it -> it.inferenceProfileIdentifier(SONNET_ARN)))
                    .isInstanceOf(ValidationException.class);
        }
    }

    @Test
    void tellsWhatTheAccountMayCall(Emulator emulator) {
        try (var client = Sdk.in(emulator, "us-east-1").control()) {
            var granted = client.getFoundationModelAvailability(it -> it.modelId("amazon.nova-micro-v1:0"));
            assertThat(granted.authorizationStatusAsString()).isEqualTo("AUTHORIZED");
            assertThat(granted.agreementAvailability().statusAsString()).isEqualTo("AVAILABLE");
            var open = client.getFoundationModelAvailability(it -> it.modelId("xai.grok-4.6"));
            assertThat(open.agreementAvailability().statusAsString()).isEqualTo("NOT_AVAILABLE");
            var elsewhere = client.getFoundationModelAvailability(it -> it.modelId("nowhere.model"));
            assertThat(elsewhere.regionAvailabilityAsString()).isEqualTo("NOT_AVAILABLE");
        }
    }

    @Test
    void anOptInRegionThatIsOffDoesNotKnowTheAccount(Emulator emulator) {
        try (var client = Sdk.in(emulator, "me-south-1").control()) {
            assertThatThrownBy(() -> client.listFoundationModels(all -> {}))
                    .isInstanceOfSatisfying(BedrockException.class, refusal -> {
                        assertThat(refusal.statusCode()).isEqualTo(403);
                        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("UnrecognizedClientException");
                    });
        }
    }

    @Test
    void answersTheAsyncClientToo(Emulator emulator) throws Exception {
        try (var client = Sdk.in(emulator, "ap-south-1").controlAsync()) {
            assertThat(client.listFoundationModels(all -> {})
                            .get(10, TimeUnit.SECONDS)
                            .modelSummaries())
                    .hasSize(73);
            assertThat(client.listInferenceProfiles(all -> all.maxResults(1000))
                            .get(10, TimeUnit.SECONDS)
                            .inferenceProfileSummaries())
                    .hasSize(28);
        }
    }
}
