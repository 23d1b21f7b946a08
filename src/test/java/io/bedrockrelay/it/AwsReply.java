package io.bedrockrelay.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockDelta;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockDeltaEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockStartEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamMetadataEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamOutput;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.MessageStopEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ReasoningContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.StopReason;
import software.amazon.awssdk.services.bedrockruntime.model.TokenUsage;
import software.amazon.awssdk.services.bedrockruntime.model.ToolUseBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ToolUseBlockStart;

/// What AWS's client made of an answer, streamed or not.
record AwsReply(
        Message message,
        @Nullable StopReason stopReason,
        @Nullable TokenUsage usage,
        SdkHttpResponse http) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static AwsReply of(ConverseResponse answer) {
        return new AwsReply(answer.output().message(), answer.stopReason(), answer.usage(), answer.sdkHttpResponse());
    }

    String text() {
        return message.content().stream()
                .map(ContentBlock::text)
                .filter(Objects::nonNull)
                .collect(Collectors.joining());
    }

    List<ToolUseBlock> toolUses() {
        return message.content().stream()
                .map(ContentBlock::toolUse)
                .filter(Objects::nonNull)
                .toList();
    }

    String header(String name) {
        return http.firstMatchingHeader(name).orElse("");
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    static Document document(JsonNode json) {
        if (json.isObject()) {
            Map<String, Document> members = new LinkedHashMap<>();
            json.properties().forEach(member -> members.put(member.getKey(), document(member.getValue())));
            return Document.fromMap(members);
        }
        if (json.isArray()) {
            return Document.fromList(json.valueStream().map(AwsReply::document).toList());
        }
        if (json.isNumber()) {
            return Document.fromNumber(json.decimalValue());
        }
        return json.isBoolean() ? Document.fromBoolean(json.booleanValue()) : Document.fromString(json.asText());
    }

    /// Puts a streamed answer together. Filled by the client's threads; read once its future has ended.
    static final class Fold implements ConverseStreamResponseHandler.Visitor {
        private final Map<Integer, Piece> pieces = new TreeMap<>();
        private final CountDownLatch spoken = new CountDownLatch(1);
        private @Nullable SdkHttpResponse http;
        private @Nullable StopReason stopReason;
        private @Nullable TokenUsage usage;

        void head(SdkHttpResponse head) {
            http = head;
        }

        /// Opens with the first delta.
        CountDownLatch spoken() {
            return spoken;
        }

        @Nullable
        StopReason stopReason() {
            return stopReason;
        }

        boolean isEmpty() {
            return pieces.isEmpty();
        }

        AwsReply whole() {
            var blocks = pieces.values().stream().map(Piece::block).toList();
            var message = Message.builder()
                    .role(ConversationRole.ASSISTANT)
                    .content(blocks)
                    .build();
            return new AwsReply(message, stopReason, usage, Objects.requireNonNull(http));
        }

        @Override
        public void visitContentBlockStart(ContentBlockStartEvent event) {
            piece(event.contentBlockIndex()).tool = event.start().toolUse();
        }

        @Override
        public void visitContentBlockDelta(ContentBlockDeltaEvent event) {
            piece(event.contentBlockIndex()).add(event.delta());
            spoken.countDown();
        }

        @Override
        public void visitMessageStop(MessageStopEvent event) {
            stopReason = event.stopReason();
        }

        @Override
        public void visitMetadata(ConverseStreamMetadataEvent event) {
            usage = event.usage();
        }

        @Override
        public void visitDefault(ConverseStreamOutput event) {
            // The starts and stops of messages and blocks say nothing that is looked at here.
        }

        private Piece piece(int index) {
            return pieces.computeIfAbsent(index, first -> new Piece());
        }
    }

    /// A block in the making.
    private static final class Piece {
        private @Nullable ToolUseBlockStart tool;
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder input = new StringBuilder();
        private final StringBuilder thoughts = new StringBuilder();
        private final StringBuilder signature = new StringBuilder();

        void add(ContentBlockDelta delta) {
            switch (delta.type()) {
                case TEXT -> text.append(delta.text());
                case TOOL_USE -> input.append(delta.toolUse().input());
                case REASONING_CONTENT -> {
                    var thought = delta.reasoningContent();
                    thoughts.append(Objects.requireNonNullElse(thought.text(), ""));
                    signature.append(Objects.requireNonNullElse(thought.signature(), ""));
                }
                case TOOL_RESULT, CITATION, IMAGE, UNKNOWN_TO_SDK_VERSION ->
                    throw new AssertionError("an unexpected delta: " + delta.type());
            }
        }

        ContentBlock block() {
            if (tool != null) {
                return ContentBlock.fromToolUse(ToolUseBlock.builder()
                        .toolUseId(tool.toolUseId())
                        .name(tool.name())
                        .input(document(json(input.toString())))
                        .build());
            }
            return thoughts.isEmpty()
                    ? ContentBlock.fromText(text.toString())
                    : ContentBlock.fromReasoningContent(ReasoningContentBlock.builder()
                            .reasoningText(it -> it.text(thoughts.toString()).signature(signature.toString()))
                            .build());
        }
    }
}
