package io.bedrockrelay.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import io.bedrockrelay.emulator.Emulator;
import io.bedrockrelay.it.AwsRuntime.Form;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.model.BedrockRuntimeException;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseTokensRequest;
import software.amazon.awssdk.services.bedrockruntime.model.CountTokensInput;
import software.amazon.awssdk.services.bedrockruntime.model.CountTokensRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelResponse;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelTokensRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.PayloadPart;

/// The model's own bodies through AWS's own runtime client, and the counting of tokens.
@QuarkusIntegrationTest
@WithTestResource(BedrockResource.class)
@Timeout(60)
class AwsInvokeIT {
    private static final String BARE = "anthropic.claude-sonnet-4-20250514-v1:0";

    @SuppressWarnings("NullAway.Init")
    Emulator bedrock;

    @BeforeEach
    void ready() throws InterruptedException {
        BedrockResource.awaitCatalogue();
    }

    @ParameterizedTest
    @EnumSource
    void invokesAModelWithItsOwnBody(Form form) {
        try (var client = form.open()) {
            var request = InvokeModelRequest.builder()
                    .modelId("claude-sonnet-4-5")
                    .body(body("Why is the sea salty?", ""))
                    .build();
            var answer = invoke(client, form, request);
            var message = AwsReply.json(answer.body().asUtf8String());
            assertThat(message.path("type").asText()).isEqualTo("message");
            assertThat(message.at("/content/0/text").asText())
                    .contains("Why is the sea salty?", "us.anthropic.claude-sonnet-4-5-20250929-v1:0");
            assertThat(answer.sdkHttpResponse().firstMatchingHeader("X-Amzn-Bedrock-Output-Token-Count"))
                    .contains(message.at("/usage/output_tokens").asText());
            assertThat(answer.contentType()).isEqualTo("application/json");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ANY, names = "HTTP.*")
    void streamsAModelsOwnEvents(Form form) {
        var events = new ArrayList<JsonNode>();
        try (var client = form.open()) {
            AwsRuntime.joined(() -> stream(client, body("Why is the sea salty?", ""), events));
        }
        assertThat(types(events))
                .startsWith("message_start", "content_block_start", "content_block_delta")
                .endsWith("content_block_stop", "message_delta", "message_stop");
        assertThat(joined(events, "/delta/text")).contains("Why is the sea salty?");
        assertThat(events.getLast().has("amazon-bedrock-invocationMetrics")).isTrue();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ANY, names = "HTTP.*_SIGNED")
    void thinksAndCallsAToolInTheModelsOwnEvents(Form form) {
        var more = """
                "thinking": {"type": "enabled", "budget_tokens": 1024},
                "tools": [{"name": "get_weather", "input_schema": {"type": "object",
                           "properties": {"city": {"type": "string"}}, "required": ["city"]}}],""";
        var events = new ArrayList<JsonNode>();
        try (var client = form.open()) {
            AwsRuntime.joined(() -> stream(client, body("What is the weather in Oslo?", more), events));
            assertThat(joined(events, "/delta/thinking")).isNotBlank();
            assertThat(joined(events, "/delta/signature")).isNotBlank();
            assertThat(AwsReply.json(joined(events, "/delta/partial_json"))
                            .path("city")
                            .asText())
                    .isEqualTo("Oslo");
            assertThat(joined(events, "/delta/stop_reason")).contains("tool_use");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "exception=modelTimeoutException after=3, ModelTimeoutException",
        "exception=modelStreamErrorException after=3, ModelStreamErrorException",
        "exception=throttlingException after=3, ThrottlingException",
        "cut after=3, InternalServerException",
        "drop after=3, InternalServerException",
        "end after=3, InternalServerException",
        "half after=3, InternalServerException",
        "message-crc after=3, InternalServerException",
    })
    void aFailureInsideTheStreamHasItsOwnType(String words, String type) {
        for (var form : List.of(Form.HTTP_1_SIGNED, Form.HTTP_2_SIGNED)) {
            var events = new ArrayList<JsonNode>();
            try (var client = form.open()) {
                var body = body("Hello [[emulate: " + words + "]]", "");
                var thrown = catchThrowable(() -> AwsRuntime.joined(() -> stream(client, body, events)));
                assertThat(thrown).as(form.toString()).isInstanceOf(BedrockRuntimeException.class);
                assertThat(thrown.getClass().getSimpleName())
                        .as(form.toString())
                        .isEqualTo(type);
                assertThat(types(events)).startsWith("message_start").doesNotContain("message_stop");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "us.anthropic.claude-sonnet-4-20250514-v1:0",
        "global.anthropic.claude-sonnet-4-20250514-v1:0",
        "anthropic.claude-sonnet-4-20250514-v1:0",
        "claude-sonnet-4",
        "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-sonnet-4-20250514-v1:0",
        "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-sonnet-4-20250514-v1:0",
    })
    void countsTokensUnderTheBareIdWhateverTheName(String name) {
        var converse = CountTokensInput.fromConverse(ConverseTokensRequest.builder()
                .messages(Message.builder()
                        .role(ConversationRole.USER)
                        .content(ContentBlock.fromText("Hello, world!"))
                        .build())
                .build());
        var invoke = CountTokensInput.fromInvokeModel(InvokeModelTokensRequest.builder()
                .body(body("Hello, world!", ""))
                .build());
        for (var form : List.of(Form.SYNC_SIGNED, Form.HTTP_1_BEARER, Form.HTTP_2_SIGNED)) {
            try (var client = form.open()) {
                assertThat(count(client, form, name, converse)).isBetween(5, 20);
                assertThat(count(client, form, name, invoke)).isBetween(5, 20);
            }
            assertThat(bedrock.lastRequests().stream()
                            .filter(request -> request.operation().equals("CountTokens"))
                            .toList()
                            .getLast()
                            .path())
                    .isIn("/model/" + BARE + "/count-tokens", "/model/" + BARE.replace(":", "%3A") + "/count-tokens");
        }
    }

    private static int count(AwsRuntime client, Form form, String name, CountTokensInput input) {
        var request = CountTokensRequest.builder().modelId(name).input(input).build();
        return form == Form.SYNC_SIGNED
                ? client.sync().countTokens(request).inputTokens()
                : AwsRuntime.joined(() -> client.async().countTokens(request)).inputTokens();
    }

    private static InvokeModelResponse invoke(AwsRuntime client, Form form, InvokeModelRequest request) {
        return form.name().startsWith("SYNC")
                ? client.sync().invokeModel(request)
                : AwsRuntime.joined(() -> client.async().invokeModel(request));
    }

    private static CompletableFuture<Void> stream(AwsRuntime client, SdkBytes body, List<JsonNode> events) {
        var request = InvokeModelWithResponseStreamRequest.builder()
                .modelId("claude-sonnet-4-5")
                .body(body)
                .build();
        var handler = InvokeModelWithResponseStreamResponseHandler.builder()
                .subscriber(part ->
                        events.add(AwsReply.json(((PayloadPart) part).bytes().asUtf8String())))
                .build();
        return client.async().invokeModelWithResponseStream(request, handler);
    }

    private static SdkBytes body(String question, String more) {
        return SdkBytes.fromUtf8String("""
                {"anthropic_version": "bedrock-2023-05-31", "max_tokens": 3000, %s
                 "messages": [{"role": "user", "content": "%s"}]}""".formatted(more, question));
    }

    private static List<String> types(List<JsonNode> events) {
        return events.stream().map(event -> event.path("type").asText()).toList();
    }

    private static String joined(List<JsonNode> events, String place) {
        return events.stream().map(event -> event.at(place).asText()).collect(Collectors.joining());
    }
}
