package io.bedrockrelay.emulator.runtime;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.emulator.converse.ConverseReader;
import io.bedrockrelay.emulator.converse.Prefix;
import io.bedrockrelay.emulator.fault.FaultScript;
import io.bedrockrelay.emulator.invoke.AnthropicReader;
import io.bedrockrelay.emulator.wire.ErrorAnswer;
import io.bedrockrelay.emulator.wire.HttpAnswer;
import io.bedrockrelay.emulator.wire.JsonTrees;
import io.bedrockrelay.emulator.wire.Step;
import io.vertx.core.buffer.Buffer;
import java.util.Base64;
import java.util.Iterator;
import java.util.Optional;

/// CountTokens, of a Converse request or of a model's own body.
record CountOperation() implements Answerer {

    @Override
    public String lastText(ObjectNode body) {
        return input(body)
                .map(input -> ConverseReader.lastText(input) + AnthropicReader.lastText(input))
                .orElse("");
    }

    @Override
    public Iterator<Step> steps(Request request) {
        if (!request.target().traits().has("count")) {
            return RuntimePaths.refuse(ErrorAnswer.validation("The provided model doesn't support counting tokens"));
        }
        return input(request.body())
                .map(input -> FaultScript.of(
                        HttpAnswer.ok(JsonTrees.object().put("inputTokens", Prefix.tokens(input))),
                        request.directive()))
                .orElseGet(
                        () -> RuntimePaths.refuse(
                                ErrorAnswer.validation(
                                        "The input must be either a Converse request or an InvokeModel body, and must have messages.")));
    }

    private static Optional<ObjectNode> input(ObjectNode body) {
        var input = body.path("input");
        if (input.path("converse") instanceof ObjectNode converse) {
            return Optional.of(converse).filter(it -> it.path("messages").size() > 0);
        }
        try {
            var bytes = Base64.getDecoder()
                    .decode(input.path("invokeModel").path("body").asText(""));
            return JsonTrees.parseObject(Buffer.buffer(bytes))
                    .filter(it -> it.path("messages").size() > 0);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
