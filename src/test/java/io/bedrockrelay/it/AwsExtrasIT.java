package io.bedrockrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.emulator.Emulator;
import io.bedrockrelay.it.AwsRuntime.Form;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.model.CacheTTL;
import software.amazon.awssdk.services.bedrockruntime.model.CitationsDelta;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.DocumentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.StopReason;
import software.amazon.awssdk.services.bedrockruntime.model.SystemContentBlock;

/// What Bedrock has besides a conversation, by AWS's own client: guardrails, citations, cache points.
@QuarkusIntegrationTest
@WithTestResource(BedrockResource.class)
@Timeout(60)
class AwsExtrasIT {
    @SuppressWarnings("NullAway.Init")
    Emulator bedrock;

    @BeforeEach
    void ready() throws InterruptedException {
        BedrockResource.awaitCatalogue();
    }

    @Test
    void aGuardrailIntervenesAndTellsItsTrace() {
        try (var client = Form.SYNC_SIGNED.open()) {
            var answer = client.sync()
                    .converse(asking("nova-pro", ContentBlock.fromText("This is forbidden."))
                            .guardrailConfig(guardrail -> guardrail
                                    .guardrailIdentifier("gr-1")
                                    .guardrailVersion("1")
                                    .trace("enabled"))
                            .build());
            assertThat(answer.stopReason()).isEqualTo(StopReason.GUARDRAIL_INTERVENED);
            assertThat(answer.trace().guardrail().actionReason()).isEqualTo("INTERVENED");
        }
        var stops = new ArrayList<StopReason>();
        try (var client = Form.HTTP_2_SIGNED.open()) {
            var request = ConverseStreamRequest.builder()
                    .modelId("nova-pro")
                    .messages(user(ContentBlock.fromText("This is forbidden.")))
                    .guardrailConfig(
                            guardrail -> guardrail.guardrailIdentifier("gr-1").guardrailVersion("1"))
                    .build();
            AwsRuntime.joined(() -> client.async()
                    .converseStream(
                            request,
                            ConverseStreamResponseHandler.builder()
                                    .subscriber(ConverseStreamResponseHandler.Visitor.builder()
                                            .onMessageStop(stop -> stops.add(stop.stopReason()))
                                            .build())
                                    .build()));
        }
        assertThat(stops).containsExactly(StopReason.GUARDRAIL_INTERVENED);
    }

    @Test
    void aDocumentIsCitedWholeAndStreamed() {
        var document = ContentBlock.fromDocument(DocumentBlock.builder()
                .format("txt")
                .name("Sky")
                .source(source -> source.bytes(SdkBytes.fromUtf8String("The sky is blue since light scatters.")))
                .citations(citations -> citations.enabled(true))
                .build());
        var question = ContentBlock.fromText("Why is the sky blue?");
        try (var client = Form.SYNC_BEARER.open()) {
            var answer = client.sync()
                    .converse(asking("claude-sonnet-4-5", document, question).build());
            var cited = answer.output().message().content().getFirst().citationsContent();
            assertThat(cited.citations().getFirst().title()).isEqualTo("Sky");
        }
        var citations = new ArrayList<CitationsDelta>();
        try (var client = Form.HTTP_1_SIGNED.open()) {
            var request = ConverseStreamRequest.builder()
                    .modelId("claude-sonnet-4-5")
                    .messages(user(document, question))
                    .build();
            AwsRuntime.joined(() -> client.async()
                    .converseStream(
                            request,
                            ConverseStreamResponseHandler.builder()
                                    .subscriber(ConverseStreamResponseHandler.Visitor.builder()
                                            .onContentBlockDelta(event -> {
                                                if (event.delta().citation() != null) {
                                                    citations.add(event.delta().citation());
                                                }
                                            })
                                            .build())
                                    .build()));
        }
        assertThat(citations).extracting(CitationsDelta::title).containsExactly("Sky");
    }

    @Test
    void cachePointsKeepTheirTimeToLive() {
        var request = asking("claude-sonnet-4-5", ContentBlock.fromText("Hello"))
                .system(
                        SystemContentBlock.fromText("Be brief. ".repeat(2000)),
                        SystemContentBlock.fromCachePoint(
                                point -> point.type("default").ttl(CacheTTL.VALUE_1_H)))
                .build();
        try (var client = Form.SYNC_SIGNED.open()) {
            assertThat(client.sync().converse(request).usage().cacheWriteInputTokens())
                    .isPositive();
            assertThat(client.sync().converse(request).usage().cacheReadInputTokens())
                    .isPositive();
        }
        assertThat(bedrock.lastRequests().getLast().text()).contains("\"ttl\":\"1h\"");
    }

    private static ConverseRequest.Builder asking(String model, ContentBlock... content) {
        return ConverseRequest.builder().modelId(model).messages(user(content));
    }

    private static Message user(ContentBlock... content) {
        return Message.builder().role(ConversationRole.USER).content(content).build();
    }
}
