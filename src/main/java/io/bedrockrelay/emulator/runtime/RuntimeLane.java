package io.bedrockrelay.emulator.runtime;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.emulator.catalogue.Catalogues;
import io.bedrockrelay.emulator.catalogue.RegionCatalogue;
import io.bedrockrelay.emulator.catalogue.Traits;
import io.bedrockrelay.emulator.control.ApplicationProfiles;
import io.bedrockrelay.emulator.fault.Attempts;
import io.bedrockrelay.emulator.fault.Directive;
import io.bedrockrelay.emulator.fault.Recordings;
import io.bedrockrelay.emulator.fault.Refusals;
import io.bedrockrelay.emulator.talk.PromptCache;
import io.bedrockrelay.emulator.wire.Call;
import io.bedrockrelay.emulator.wire.Json;
import io.bedrockrelay.emulator.wire.Paths;
import io.bedrockrelay.emulator.wire.Refusal;
import io.bedrockrelay.emulator.wire.Step;
import java.util.Iterator;
import java.util.Optional;

/// The runtime's operations. Safe for every thread; the steps it gives belong to one.
public final class RuntimeLane {
    private static final int SEGMENTS = 3;

    private final ApplicationProfiles applicationProfiles;
    private final Traits.Table traits;
    private final Recordings recordings;
    private final Attempts attempts = new Attempts();
    private final PromptCache cache = new PromptCache();

    public RuntimeLane(ApplicationProfiles applicationProfiles, Traits.Table traits, Recordings recordings) {
        this.recordings = recordings;
        this.applicationProfiles = applicationProfiles;
        this.traits = traits;
    }

    public Attempts attempts() {
        return attempts;
    }

    /// The operation that `call` is, or nothing where it is none of the runtime.
    public static Optional<Operation> operation(Call call) {
        var segments = call.segments();
        return segments.size() == SEGMENTS
                        && segments.getFirst().equals("model")
                        && call.method().equals("POST")
                ? Operation.ofPath(segments.getLast())
                : Optional.empty();
    }

    public Iterator<Step> steps(Operation operation, Call call, Catalogues catalogues, RegionCatalogue catalogue) {
        var body = Json.parseObject(call.body());
        if (body.isEmpty()) {
            return refuse(Refusal.serialization("The request body is not valid JSON."));
        }
        var directive = attempts.next(directive(operation, call, body.get()));
        var early = Refusals.steps(directive);
        if (early.isPresent()) {
            return early.get().iterator();
        }
        var recorded = recordings.steps(directive);
        if (recorded.isPresent()) {
            return recorded.get();
        }
        var targets = new Targets(catalogue, catalogues.gone(), applicationProfiles, traits);
        var id = Paths.decode(call.segments().get(1)).orElse("");
        var found = operation == Operation.COUNT_TOKENS ? targets.countable(id) : targets.invokable(id);
        return switch (found) {
            case Targets.Found.Miss miss -> refuse(miss.refusal());
            case Targets.Found.Hit hit ->
                Answerer.of(operation).steps(new Request(hit.target(), body.get(), call, directive, cache));
        };
    }

    /// The header counts before the prompt.
    private static Directive directive(Operation operation, Call call, ObjectNode body) {
        return call.header("x-emulate")
                .map(Directive::parse)
                .orElseGet(() -> Directive.in(Answerer.of(operation).lastText(body)));
    }

    static Iterator<Step> refuse(Refusal refusal) {
        return refusal.answer().steps().iterator();
    }
}
