package io.bedrockrelay.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ImageBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ImageFormat;
import software.amazon.awssdk.services.bedrockruntime.model.ImageSource;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.ReasoningContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.StopReason;
import software.amazon.awssdk.services.bedrockruntime.model.Tool;
import software.amazon.awssdk.services.bedrockruntime.model.ToolConfiguration;
import software.amazon.awssdk.services.bedrockruntime.model.ToolInputSchema;
import software.amazon.awssdk.services.bedrockruntime.model.ToolResultBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ToolResultContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ToolSpecification;
import software.amazon.awssdk.services.bedrockruntime.model.ToolUseBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

/// Conversations by AWS's own runtime client, which was only told another endpoint.
@QuarkusIntegrationTest
@WithTestResource(BedrockResource.class)
@Timeout(60)
@By(Client.AWS_SYNC)
class AwsClientIT {
    private static final String WAYS = "io.bedrockrelay.it.AwsRuntime$Way#all";
    private static final String PROFILE = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";
    private static final ToolConfiguration WEATHER = ToolConfiguration.builder()
            .tools(Tool.fromToolSpec(ToolSpecification.builder()
                    .name("get_weather")
                    .description("The weather of a city.")
                    .inputSchema(ToolInputSchema.fromJson(AwsReply.document(AwsReply.json("""
                            {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}"""))))
                    .build()))
            .build();

    @BeforeEach
    void ready() throws InterruptedException {
        BedrockResource.awaitCatalogue();
    }

    @ParameterizedTest
    @MethodSource(WAYS)
    @Shows(Feature.CHAT)
    void chats(Way way) {
        try (var client = way.form().open()) {
            var reply = client.ask(asking("Why is the sea salty?").build(), way.streamed());
            assertThat(reply.text()).contains("Why is the sea salty?", "us-east-1", PROFILE);
            assertThat(reply.stopReason()).isEqualTo(StopReason.END_TURN);
            var usage = Objects.requireNonNull(reply.usage());
            assertThat(usage.totalTokens()).isEqualTo(usage.inputTokens() + usage.outputTokens());
            assertThat(usage.outputTokens()).isPositive();
            assertThat(reply.header("X-Relay-Model")).isEqualTo(PROFILE);
            assertThat(reply.header("X-Relay-Region")).isEqualTo("us-east-1");
            assertThat(reply.header("x-amzn-RequestId")).isNotBlank();
        }
    }

    @ParameterizedTest
    @MethodSource(WAYS)
    @Shows(Feature.TOOLS)
    void callsAToolAndAnswersFromItsResult(Way way) {
        var question = user(ContentBlock.fromText("What is the weather in Oslo?"));
        try (var client = way.form().open()) {
            var called =
                    client.ask(talking(List.of(question)).toolConfig(WEATHER).build(), way.streamed());
            assertThat(called.stopReason()).isEqualTo(StopReason.TOOL_USE);
            assertThat(called.toolUses()).hasSize(1);
            assertThat(cities(called)).containsExactly("Oslo");

            var answer = client.ask(
                    talking(List.of(question, called.message(), results(called, use -> "4 degrees and rain")))
                            .toolConfig(WEATHER)
                            .build(),
                    way.streamed());
            assertThat(answer.stopReason()).isEqualTo(StopReason.END_TURN);
            assertThat(answer.text()).contains("4 degrees and rain");
        }
    }

    @ParameterizedTest
    @MethodSource(WAYS)
    @Shows(Feature.PARALLEL)
    void callsToolsInParallel(Way way) {
        var question = user(ContentBlock.fromText("What is the weather in both Oslo and Bergen?"));
        try (var client = way.form().open()) {
            var called =
                    client.ask(talking(List.of(question)).toolConfig(WEATHER).build(), way.streamed());
            assertThat(cities(called)).containsExactly("Oslo", "Bergen");
            assertThat(called.toolUses()).extracting(ToolUseBlock::toolUseId).doesNotHaveDuplicates();

            var answer = client.ask(
                    talking(List.of(question, called.message(), results(called, use -> "Rain in " + city(use))))
                            .toolConfig(WEATHER)
                            .build(),
                    way.streamed());
            assertThat(answer.text()).contains("Rain in Oslo", "Rain in Bergen");
        }
    }

    @ParameterizedTest
    @MethodSource(WAYS)
    @Shows(Feature.IMAGE)
    void seesAnImage(Way way) {
        var pixels = new byte[3000];
        var image = ContentBlock.fromImage(ImageBlock.builder()
                .format(ImageFormat.PNG)
                .source(ImageSource.fromBytes(SdkBytes.fromByteArray(pixels)))
                .build());
        try (var client = way.form().open()) {
            var reply = client.ask(
                    talking(List.of(user(ContentBlock.fromText("What is this?"), image)))
                            .build(),
                    way.streamed());
            assertThat(reply.text()).contains("image, png, 3000 bytes");
        }
    }

    @ParameterizedTest
    @MethodSource(WAYS)
    @Shows(Feature.REASONING)
    void bringsThoughtsBackWithTheirSignature(Way way) {
        var question = user(ContentBlock.fromText("What is the weather in Oslo?"));
        try (var client = way.form().open()) {
            var called = client.ask(thinking(List.of(question)), way.streamed());
            var thought = called.message().content().getFirst().reasoningContent();
            assertThat(thought.reasoningText().text()).isNotBlank();
            assertThat(thought.reasoningText().signature()).isNotBlank();
            assertThat(cities(called)).containsExactly("Oslo");

            var result = results(called, use -> "4 degrees and rain");
            var answer = client.ask(thinking(List.of(question, called.message(), result)), way.streamed());
            assertThat(answer.text()).contains("4 degrees and rain");

            // The emulator checks signatures as Bedrock does: that the turn above passed means something.
            assertThatThrownBy(() ->
                            client.ask(thinking(List.of(question, tampered(called.message()), result)), way.streamed()))
                    .isInstanceOf(ValidationException.class)
                    .hasMessageContaining("signature");
        }
    }

    @ParameterizedTest
    @MethodSource(WAYS)
    @Shows(Feature.STRUCTURE)
    void answersInAGivenStructure(Way way) {
        var schema = """
                {"type": "object", "additionalProperties": false, "required": ["city", "population"],
                 "properties": {"city": {"type": "string"}, "population": {"type": "integer"}}}""";
        try (var client = way.form().open()) {
            var reply = client.ask(
                    asking("Tell me about Oslo.")
                            .outputConfig(output -> output.textFormat(format -> format.type("json_schema")
                                    .structure(is ->
                                            is.jsonSchema(it -> it.name("city").schema(schema)))))
                            .build(),
                    way.streamed());
            var told = AwsReply.json(reply.text());
            assertThat(told.path("city").isTextual()).isTrue();
            assertThat(told.path("population").isInt()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "claude-sonnet-4-5, us.anthropic.claude-sonnet-4-5-20250929-v1:0",
        "claude-sonnet-4-5-20250929, us.anthropic.claude-sonnet-4-5-20250929-v1:0",
        "anthropic.claude-sonnet-4-5-20250929-v1:0, us.anthropic.claude-sonnet-4-5-20250929-v1:0",
        "us.anthropic.claude-sonnet-4-5-20250929-v1:0, us.anthropic.claude-sonnet-4-5-20250929-v1:0",
        "anthropic.claude-sonnet-4-5-20250929-v1%3A0, us.anthropic.claude-sonnet-4-5-20250929-v1:0",
        "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-sonnet-4-5-20250929-v1:0,"
                + " us.anthropic.claude-sonnet-4-5-20250929-v1:0",
        "arn%3Aaws%3Abedrock%3Aus-east-1%3A%3Afoundation-model%2Fanthropic.claude-sonnet-4-5-20250929-v1%3A0,"
                + " us.anthropic.claude-sonnet-4-5-20250929-v1:0",
        "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-sonnet-4-5-20250929-v1:0,"
                + " us.anthropic.claude-sonnet-4-5-20250929-v1:0",
        "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/k1c3lwu20lem, k1c3lwu20lem",
        "team-c-claude-global, q7w2e9r4t1yz",
    })
    void takesAnyNameOfAModel(String name, String invoked) {
        for (var way : Way.few().toList()) {
            try (var client = way.form().open()) {
                var reply = client.ask(
                        ConverseRequest.builder()
                                .modelId(name)
                                .messages(user(ContentBlock.fromText("Hello")))
                                .build(),
                        way.streamed());
                assertThat(reply.header("X-Relay-Model")).as(way.toString()).endsWith(invoked);
                assertThat(reply.text()).as(way.toString()).contains(invoked + "`");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.bedrockrelay.it.AwsRuntime$Way#few")
    void isSentToAnotherRegionByAHeader(Way way) {
        var elsewhere = asking("Hello")
                .overrideConfiguration(with -> with.putHeader("X-Relay-Region", "eu-west-1"))
                .build();
        try (var client = way.form().open()) {
            assertThat(client.ask(elsewhere, way.streamed()).text())
                    .contains("eu-west-1", "eu.anthropic.claude-sonnet-4-5-20250929-v1:0");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Form.class,
            names = {"HTTP_1_SIGNED", "HTTP_2_SIGNED"})
    void oneClientAsksManyThingsAtOnce(Form form) {
        try (var client = form.open()) {
            var futures = new ArrayList<CompletableFuture<Void>>();
            var replies = new ArrayList<AwsReply.Fold>();
            for (int i = 0; i < 20; i++) {
                replies.add(new AwsReply.Fold());
                futures.add(client.stream(asking("Question number " + i + "?").build(), replies.getLast()));
            }
            futures.forEach(future -> AwsRuntime.joined(() -> future));
            for (int i = 0; i < 20; i++) {
                assertThat(replies.get(i).whole().text()).contains("Question number " + i + "?");
            }
        }
    }

    private static ConverseRequest.Builder asking(String question) {
        return talking(List.of(user(ContentBlock.fromText(question))));
    }

    private static ConverseRequest.Builder talking(List<Message> messages) {
        return ConverseRequest.builder().modelId("claude-sonnet-4-5").messages(messages);
    }

    private static ConverseRequest thinking(List<Message> messages) {
        return talking(messages)
                .toolConfig(WEATHER)
                .inferenceConfig(it -> it.maxTokens(3000))
                .additionalModelRequestFields(AwsReply.document(AwsReply.json("""
                        {"thinking": {"type": "enabled", "budget_tokens": 1024}}""")))
                .build();
    }

    private static Message user(ContentBlock... content) {
        return Message.builder().role(ConversationRole.USER).content(content).build();
    }

    private static Message results(AwsReply called, Function<ToolUseBlock, String> result) {
        return user(called.toolUses().stream()
                .map(use -> ContentBlock.fromToolResult(ToolResultBlock.builder()
                        .toolUseId(use.toolUseId())
                        .content(ToolResultContentBlock.fromText(result.apply(use)))
                        .build()))
                .toArray(ContentBlock[]::new));
    }

    private static Message tampered(Message message) {
        var content = new ArrayList<>(message.content());
        var signature = content.getFirst().reasoningContent().reasoningText().signature();
        content.set(
                0,
                ContentBlock.fromReasoningContent(ReasoningContentBlock.builder()
                        .reasoningText(it -> it.text("Something else.").signature(signature))
                        .build()));
        return message.toBuilder().content(content).build();
    }

    private static List<String> cities(AwsReply called) {
        return called.toolUses().stream().map(AwsClientIT::city).toList();
    }

    private static String city(ToolUseBlock use) {
        return Objects.requireNonNull(use.input().asMap().get("city")).asString();
    }
}
