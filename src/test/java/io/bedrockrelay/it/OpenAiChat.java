package io.bedrockrelay.it;

import com.openai.core.JsonValue;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionMessageToolCall;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// One answer to the OpenAI client, whole or put together from a stream by the client's own means.
///
/// @param details the elements of `reasoning_details`, which the client keeps but has no name for
record OpenAiChat(ChatCompletion completion, List<Map<String, Object>> details) {

    static OpenAiChat ask(OpenAiAsker client, ChatCompletionCreateParams params, boolean streamed) {
        if (!streamed) {
            var completion = client.whole(params);
            var extra = completion.choices().getFirst().message()._allProperties();
            return new OpenAiChat(completion, details(extra));
        }
        var accumulator = ChatCompletionAccumulator.create();
        var details = new ArrayList<Map<String, Object>>();
        var withUsage = params.toBuilder()
                .streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build();
        client.stream(withUsage, chunk -> {
            accumulator.accumulate(chunk);
            details.addAll(details(chunk));
            return true;
        });
        return new OpenAiChat(accumulator.chatCompletion(), details);
    }

    static ChatCompletionCreateParams.Builder question(String model, String text) {
        return ChatCompletionCreateParams.builder().model(model).addUserMessage(text);
    }

    static FunctionDefinition weather() {
        return FunctionDefinition.builder()
                .name("get_weather")
                .description("The weather of a city")
                .parameters(FunctionParameters.builder()
                        .putAdditionalProperty("type", JsonValue.from("object"))
                        .putAdditionalProperty("properties", JsonValue.from(Clients.CITY))
                        .putAdditionalProperty("required", JsonValue.from(List.of("city")))
                        .build())
                .build();
    }

    static ChatCompletionToolMessageParam result(ChatCompletionMessageFunctionToolCall call, String text) {
        return ChatCompletionToolMessageParam.builder()
                .toolCallId(call.id())
                .content(text)
                .build();
    }

    String text() {
        return completion.choices().getFirst().message().content().orElse("");
    }

    ChatCompletion.Choice.FinishReason finish() {
        return completion.choices().getFirst().finishReason();
    }

    List<ChatCompletionMessageFunctionToolCall> calls() {
        return completion.choices().getFirst().message().toolCalls().orElse(List.of()).stream()
                .map(ChatCompletionMessageToolCall::asFunction)
                .toList();
    }

    private static List<Map<String, Object>> details(ChatCompletionChunk chunk) {
        return chunk.choices().stream()
                .flatMap(choice -> details(choice.delta()._allProperties()).stream())
                .toList();
    }

    private static List<Map<String, Object>> details(Map<String, JsonValue> extra) {
        var details = extra.get("reasoning_details");
        return details == null
                ? List.of()
                : details.convert(new com.fasterxml.jackson.core.type.TypeReference<List<Map<String, Object>>>() {});
    }
}
