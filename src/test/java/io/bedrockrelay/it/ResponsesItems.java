package io.bedrockrelay.it;

import com.openai.core.JsonValue;
import com.openai.models.responses.EasyInputMessage;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseOutputItem;
import java.util.List;
import java.util.stream.Collectors;

/// Items of the Responses API in the types of OpenAI's Java client.
final class ResponsesItems {
    private ResponsesItems() {}

    static ResponseInputItem user(String text) {
        return ResponseInputItem.ofEasyInputMessage(EasyInputMessage.builder()
                .role(EasyInputMessage.Role.USER)
                .content(text)
                .build());
    }

    static FunctionTool weather() {
        return FunctionTool.builder()
                .name("get_weather")
                .description("The weather of a city")
                .strict(false)
                .parameters(FunctionTool.Parameters.builder()
                        .putAdditionalProperty("type", JsonValue.from("object"))
                        .putAdditionalProperty("properties", JsonValue.from(Clients.CITY))
                        .putAdditionalProperty("required", JsonValue.from(List.of("city")))
                        .build())
                .build();
    }

    /// Sends back what came, as clients without a store at the server do, and an answer to each call.
    static void answered(Response response, List<ResponseInputItem> history, String result) {
        for (var item : response.output()) {
            item.reasoning().ifPresent(thought -> history.add(ResponseInputItem.ofReasoning(thought)));
            item.message().ifPresent(said -> history.add(ResponseInputItem.ofResponseOutputMessage(said)));
            item.functionCall().ifPresent(call -> history.add(ResponseInputItem.ofFunctionCall(call)));
        }
        calls(response)
                .forEach(call -> history.add(
                        ResponseInputItem.ofFunctionCallOutput(ResponseInputItem.FunctionCallOutput.builder()
                                .callId(call.callId())
                                .output(result)
                                .build())));
    }

    static List<ResponseFunctionToolCall> calls(Response response) {
        return response.output().stream()
                .filter(ResponseOutputItem::isFunctionCall)
                .map(ResponseOutputItem::asFunctionCall)
                .toList();
    }

    static String text(Response response) {
        return response.output().stream()
                .flatMap(item -> item.message().stream())
                .flatMap(message -> message.content().stream())
                .map(part -> part.asOutputText().text())
                .collect(Collectors.joining());
    }
}
