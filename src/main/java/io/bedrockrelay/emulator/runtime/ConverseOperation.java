package io.bedrockrelay.emulator.runtime;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.emulator.converse.ConverseAnswerWriter;
import io.bedrockrelay.emulator.converse.ConverseEvents;
import io.bedrockrelay.emulator.converse.ConverseReader;
import io.bedrockrelay.emulator.converse.ConverseRules;
import io.bedrockrelay.emulator.fault.FaultScript;
import io.bedrockrelay.emulator.reply.Author;
import io.bedrockrelay.emulator.wire.ErrorAnswer;
import io.bedrockrelay.emulator.wire.HttpAnswer;
import io.bedrockrelay.emulator.wire.Step;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/// Converse and ConverseStream.
record ConverseOperation(boolean streaming) implements Answerer {

    @Override
    public String lastText(ObjectNode body) {
        return ConverseReader.lastText(body);
    }

    @Override
    public Iterator<Step> steps(Request request) {
        var target = request.target();
        var refusal = unsupported(target).or(() -> ConverseRules.broken(request.body(), target.traits(), streaming));
        if (refusal.isPresent()) {
            return RuntimePaths.refuse(refusal.get());
        }
        var prompt = ConverseReader.prompt(request.body(), target.speaker(), target.traits(), request.cache());
        var written = Author.reply(prompt, request.directive().wishes());
        var reply = target.traits().has("plain-thoughts") ? written.withoutProofs() : written;
        if (!streaming) {
            return FaultScript.of(HttpAnswer.ok(ConverseAnswerWriter.body(reply, request.body())), request.directive());
        }
        var head = new Step.Head(200, Map.of("Content-Type", "application/vnd.amazon.eventstream"));
        return FaultScript.of(head, ConverseEvents.frames(reply, request.body()), request.directive());
    }

    private Optional<ErrorAnswer> unsupported(CalledModel target) {
        if (!target.isChat()) {
            return Optional.of(
                    ErrorAnswer.validation("This action doesn't support the model that you provided. Try again"
                            + " with a supported text or chat model."));
        }
        return streaming && !target.isStreaming()
                ? Optional.of(ErrorAnswer.validation("The model is unsupported for streaming."))
                : Optional.empty();
    }
}
