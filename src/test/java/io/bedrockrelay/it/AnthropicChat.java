package io.bedrockrelay.it;

import com.anthropic.core.JsonValue;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.ContentBlock;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.JsonOutputFormat;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.OutputConfig;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolResultBlockParam;
import com.anthropic.models.messages.ToolUseBlock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// One answer to the Anthropic client, whole or put together from a stream by the client's own means.
record AnthropicChat(Message message) {

    static AnthropicChat ask(AnthropicAsker client, MessageCreateParams params, boolean streamed) {
        if (!streamed) {
            return new AnthropicChat(client.whole(params));
        }
        var accumulator = MessageAccumulator.create();
        client.stream(params, event -> {
            accumulator.accumulate(event);
            return true;
        });
        return new AnthropicChat(accumulator.message());
    }

    static MessageCreateParams.Builder question(String model, String text) {
        return MessageCreateParams.builder().model(model).maxTokens(4096).addUserMessage(text);
    }

    static Tool weather() {
        var properties = Tool.InputSchema.Properties.builder();
        Clients.CITY.forEach((name, type) -> properties.putAdditionalProperty(name, JsonValue.from(type)));
        return Tool.builder()
                .name("get_weather")
                .description("The weather of a city")
                .inputSchema(Tool.InputSchema.builder()
                        .properties(properties.build())
                        .required(List.of("city"))
                        .build())
                .build();
    }

    /// An answer that names a city and counts its people.
    static OutputConfig census() {
        var schema = JsonOutputFormat.Schema.builder();
        Clients.CENSUS.forEach((name, value) -> schema.putAdditionalProperty(name, JsonValue.from(value)));
        return OutputConfig.builder()
                .format(JsonOutputFormat.builder().schema(schema.build()).build())
                .build();
    }

    static ContentBlockParam result(ToolUseBlock call, String text) {
        return ContentBlockParam.ofToolResult(ToolResultBlockParam.builder()
                .toolUseId(call.id())
                .content(text)
                .build());
    }

    String text() {
        return message.content().stream()
                .flatMap(block -> block.text().stream())
                .map(text -> text.text())
                .collect(Collectors.joining());
    }

    List<ToolUseBlock> calls() {
        return message.content().stream()
                .filter(ContentBlock::isToolUse)
                .map(ContentBlock::asToolUse)
                .toList();
    }

    static Map<String, Object> input(ToolUseBlock call) {
        return call._input().convert(new com.fasterxml.jackson.core.type.TypeReference<Map<String, Object>>() {});
    }

    /// What proves the thoughts: the signature, or the hidden thought itself.
    String proof() {
        return message.content().stream()
                .map(block -> block.thinking()
                        .map(thought -> thought.signature())
                        .or(() -> block.redactedThinking().map(hidden -> hidden.data()))
                        .orElse(""))
                .collect(Collectors.joining());
    }
}
