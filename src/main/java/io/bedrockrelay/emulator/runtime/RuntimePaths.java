package io.bedrockrelay.emulator.runtime;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.emulator.catalogue.Catalogues;
import io.bedrockrelay.emulator.catalogue.RegionCatalogue;
import io.bedrockrelay.emulator.catalogue.Traits;
import io.bedrockrelay.emulator.control.ProfileStore;
import io.bedrockrelay.emulator.fault.Attempts;
import io.bedrockrelay.emulator.fault.Directive;
import io.bedrockrelay.emulator.fault.Recordings;
import io.bedrockrelay.emulator.fault.ScriptedErrors;
import io.bedrockrelay.emulator.reply.PromptCache;
import io.bedrockrelay.emulator.wire.ErrorAnswer;
import io.bedrockrelay.emulator.wire.HttpCall;
import io.bedrockrelay.emulator.wire.JsonTrees;
import io.bedrockrelay.emulator.wire.Paths;
import io.bedrockrelay.emulator.wire.Step;
import java.util.Iterator;
import java.util.Optional;

/// The runtime's operations. Safe for every thread; the steps it gives belong to one.
public final class RuntimePaths {
    private static final int SEGMENTS = 3;

    private final ProfileStore applicationProfiles;
    private final Traits.Table traits;
    private final Recordings recordings;
    private final Attempts attempts = new Attempts();
    private final PromptCache cache = new PromptCache();

    public RuntimePaths(ProfileStore applicationProfiles, Traits.Table traits, Recordings recordings) {
        this.recordings = recordings;
        this.applicationProfiles = applicationProfiles;
        this.traits = traits;
    }

    public Attempts attempts() {
        return attempts;
    }

    /// The operation that `call` is, or nothing where it is none of the runtime.
    public static Optional<RuntimeOperation> operation(HttpCall call) {
        var segments = call.segments();
        return segments.size() == SEGMENTS
                        && segments.getFirst().equals("model")
                        && call.method().equals("POST")
                ? RuntimeOperation.ofPath(segments.getLast())
                : Optional.empty();
    }

    public Iterator<Step> steps(
            RuntimeOperation operation, HttpCall call, Catalogues catalogues, RegionCatalogue catalogue) {
        var body = JsonTrees.parseObject(call.body());
        if (body.isEmpty()) {
            return refuse(ErrorAnswer.serialization("The request body is not valid JSON."));
        }
        var directive = attempts.next(directive(operation, call, body.get()));
        var early = ScriptedErrors.steps(directive);
        if (early.isPresent()) {
            return early.get().iterator();
        }
        var recorded = recordings.steps(directive);
        if (recorded.isPresent()) {
            return recorded.get();
        }
        var targets = new Targets(catalogue, catalogues.gone(), applicationProfiles, traits);
        var id = Paths.decode(call.segments().get(1)).orElse("");
        var found = operation == RuntimeOperation.COUNT_TOKENS ? targets.countable(id) : targets.invokable(id);
        return switch (found) {
            case Targets.Found.Miss miss -> refuse(miss.refusal());
            case Targets.Found.Hit hit ->
                Answerer.of(operation).steps(new Request(hit.target(), body.get(), call, directive, cache));
        };
    }

    /// The header counts before the prompt.
    private static Directive directive(RuntimeOperation operation, HttpCall call, ObjectNode body) {
        return call.header("x-emulate")
                .map(Directive::parse)
                .orElseGet(() -> Directive.in(Answerer.of(operation).lastText(body)));
    }

    static Iterator<Step> refuse(ErrorAnswer refusal) {
        return refusal.answer().steps().iterator();
    }
}
