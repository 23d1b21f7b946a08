package io.bedrockrelay.relay;

import io.bedrockrelay.catalogue.Target;
import io.bedrockrelay.chat.ChatRequest;
import io.bedrockrelay.chat.adapted.Adaptation;
import io.bedrockrelay.memory.MemoryShare;
import io.bedrockrelay.relay.fitting.FittedRequest;
import io.bedrockrelay.relay.fitting.Fitter;
import io.bedrockrelay.relay.fitting.Mode;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A request fitted to whatever is called: a try on another target has it fitted anew. One per call, on its thread.
final class Fittings {
    private final Fitter fitter;
    private final Mode mode;
    private final Supplier<Target> target;
    private final ChatRequest request;
    private final boolean stream;
    private final List<Adaptation> read;
    private final MemoryShare memory;
    private @Nullable FittedRequest last;

    /// @param target what is called at the moment
    /// @param read what the reader of the request adapted
    /// @param memory what the request holds
    Fittings(
            Fitter fitter,
            Mode mode,
            Supplier<Target> target,
            ChatRequest request,
            boolean stream,
            List<Adaptation> read,
            MemoryShare memory) {
        this.fitter = fitter;
        this.mode = mode;
        this.target = target;
        this.request = request;
        this.stream = stream;
        this.read = read;
        this.memory = memory;
    }

    FittedRequest now() {
        var called = target.get();
        var fitting = last;
        if (fitting == null || !fitting.isFor(called)) {
            var asked = LongContext.asked(request, called);
            fitting = new FittedRequest(fitter, mode, called, asked, stream, read).holding(memory);
            last = fitting;
        }
        return fitting;
    }

    /// What was adapted of the request that was sent last.
    List<Adaptation> adaptations() {
        return last == null ? List.of() : last.adaptations();
    }
}
