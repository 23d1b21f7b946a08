package io.bedrockrelay.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamOutput;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.StopReason;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

@ExtendWith(EmulatorExtension.class)
class ConverseTest {
    private static final String SONNET = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";

    private static Message user(String text) {
        return Message.builder()
                .role(ConversationRole.USER)
                .content(ContentBlock.fromText(text))
                .build();
    }

    @Test
    void answersTalkAboutTheQuestionAndTellWhoAnswered(Emulator emulator) {
        try (var client = Sdk.in(emulator, "us-east-1").runtime()) {
            var answer = client.converse(it -> it.modelId(SONNET).messages(user("Why is the sea salty?")));

            assertThat(answer.output().message().content().getFirst().text())
                    .contains("Why is the sea salty?", "Claude Sonnet 4.5", "us-east-1", SONNET);
            assertThat(answer.stopReason()).isEqualTo(StopReason.END_TURN);
            assertThat(answer.usage().totalTokens())
                    .isEqualTo(answer.usage().inputTokens() + answer.usage().outputTokens());
            assertThat(answer.responseMetadata().requestId()).isNotBlank();
        }
    }

    @Test
    void bareIdsThatNeedAProfileAreRefusedInBedrocksWords(Emulator emulator) {
        try (var client = Sdk.in(emulator, "us-east-1").runtime()) {
            assertThatThrownBy(() -> client.converse(it -> it.modelId("anthropic.claude-sonnet-4-5-20250929-v1:0")
                            .messages(user("Hello"))))
                    .isInstanceOf(ValidationException.class)
                    .hasMessageContaining("with on-demand throughput isn’t supported");
        }
    }

    @Test
    void theSdkReadsTheStream(Emulator emulator) throws Exception {
        List<ConverseStreamOutput> events = new ArrayList<>();
        try (var client = Sdk.in(emulator, "us-east-1").runtimeAsync()) {
            client.converseStream(
                            it -> it.modelId(SONNET).messages(user("Why is the sea salty?")),
                            ConverseStreamResponseHandler.builder()
                                    .subscriber(events::add)
                                    .build())
                    .get(10, TimeUnit.SECONDS);
        }
        var types = events.stream().map(ConverseStreamOutput::sdkEventType).toList();
        assertThat(types.getFirst()).isEqualTo(ConverseStreamOutput.EventType.MESSAGE_START);
        assertThat(types.subList(types.size() - 3, types.size()))
                .containsExactly(
                        ConverseStreamOutput.EventType.CONTENT_BLOCK_STOP,
                        ConverseStreamOutput.EventType.MESSAGE_STOP,
                        ConverseStreamOutput.EventType.METADATA);
        assertThat(types).doesNotContain(ConverseStreamOutput.EventType.CONTENT_BLOCK_START);
        assertThat(types.stream().filter(ConverseStreamOutput.EventType.CONTENT_BLOCK_DELTA::equals))
                .hasSizeGreaterThan(5);
    }
}
