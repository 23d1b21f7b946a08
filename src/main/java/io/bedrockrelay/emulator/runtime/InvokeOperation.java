package io.bedrockrelay.emulator.runtime;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.emulator.fault.FaultScript;
import io.bedrockrelay.emulator.invoke.Blocked;
import io.bedrockrelay.emulator.invoke.Family;
import io.bedrockrelay.emulator.invoke.InvokeEmbedding;
import io.bedrockrelay.emulator.reply.Author;
import io.bedrockrelay.emulator.reply.ModelReply;
import io.bedrockrelay.emulator.wire.ErrorAnswer;
import io.bedrockrelay.emulator.wire.HttpAnswer;
import io.bedrockrelay.emulator.wire.HttpCall;
import io.bedrockrelay.emulator.wire.Step;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// InvokeModel and InvokeModelWithResponseStream.
record InvokeOperation(boolean streaming) implements Answerer {
    /// Headers that come back as they went.
    private static final List<String> ECHOED =
            List.of("X-Amzn-Bedrock-PerformanceConfig-Latency", "X-Amzn-Bedrock-Service-Tier");

    @Override
    public String lastText(ObjectNode body) {
        return body.path("inputText").isTextual()
                ? Family.TITAN.lastText(body)
                : Family.CLAUDE.lastText(body) + Family.NOVA.lastText(body);
    }

    @Override
    public Iterator<Step> steps(Request request) {
        var target = request.target();
        if (streaming && !target.isStreaming()) {
            return RuntimePaths.refuse(ErrorAnswer.validation("The model is unsupported for streaming."));
        }
        if (InvokeEmbedding.isEmbedding(target.modelId())) {
            return FaultScript.of(InvokeEmbedding.answer(target.modelId(), request.body()), request.directive());
        }
        var family = Family.of(target.modelId());
        if (family.isEmpty() || !target.isChat()) {
            return RuntimePaths.refuse(
                    ErrorAnswer.validation("The emulator does not know this model's own body; use Converse."));
        }
        return family.get()
                .broken(request.body(), target.traits(), streaming)
                .map(RuntimePaths::refuse)
                .orElseGet(() -> spoken(family.get(), request));
    }

    private Iterator<Step> spoken(Family family, Request request) {
        var target = request.target();
        var prompt = family.prompt(request.body(), target.speaker(), target.traits(), request.cache());
        boolean blocked = Blocked.is(prompt, request.call());
        var wishes = request.directive().wishes();
        var reply = blocked ? Author.blocked(prompt, wishes, "end_turn") : Author.reply(prompt, wishes);
        if (!streaming) {
            var whole = family.whole(reply, prompt, request.body());
            var answer = HttpAnswer.ok(blocked ? Blocked.marked(whole) : whole);
            return FaultScript.of(counted(answer, reply, request.call()), request.directive());
        }
        var frames = blocked
                ? Blocked.stream(family.whole(reply, prompt, request.body()))
                : family.stream(reply, prompt, request.body());
        return FaultScript.of(head(request), frames, request.directive());
    }

    private static Step.Head head(Request request) {
        var headers = echoed(request.call());
        headers.put("Content-Type", "application/vnd.amazon.eventstream");
        headers.put("X-Amzn-Bedrock-Content-Type", "application/json");
        return new Step.Head(200, headers);
    }

    private static HttpAnswer counted(HttpAnswer answer, ModelReply reply, HttpCall call) {
        var counted = answer.with(
                        "X-Amzn-Bedrock-Input-Token-Count",
                        Integer.toString(reply.usage().input()))
                .with(
                        "X-Amzn-Bedrock-Output-Token-Count",
                        Integer.toString(reply.usage().output()))
                .with("X-Amzn-Bedrock-Invocation-Latency", Integer.toString(reply.latencyMillis()));
        var cache = reply.usage().cache();
        if (cache.marked()) {
            counted = counted.with("X-Amzn-Bedrock-Cache-Read-Input-Token-Count", Integer.toString(cache.read()))
                    .with("X-Amzn-Bedrock-Cache-Write-Input-Token-Count", Integer.toString(cache.written()));
        }
        for (var echo : echoed(call).entrySet()) {
            counted = counted.with(echo.getKey(), echo.getValue());
        }
        return counted;
    }

    private static Map<String, String> echoed(HttpCall call) {
        var echoed = new LinkedHashMap<String, String>();
        for (String name : ECHOED) {
            Optional<String> value = call.header(name);
            value.ifPresent(it -> echoed.put(name, it));
        }
        return echoed;
    }
}
