package io.bedrockrelay.relay.ending;

import io.bedrockrelay.catalogue.Target;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.adapted.Adaptation;
import io.bedrockrelay.chat.answer.Usage;
import io.bedrockrelay.routing.Ask;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// What is noted of a call on its way, for its ending: a few numbers at turns of the way that a call takes once, so
/// that an event costs nothing. On the call's own thread.
public final class CallProgress {
    private final LongSupplier clock;
    private final long openedAt;
    private Work work = Work.CHAT;
    private boolean streamed;
    private @Nullable Usage usage;
    private @Nullable Failure failure;
    private boolean drained;
    private boolean unmetered;
    private boolean sent;
    private boolean begun;
    private long sentAt;
    private long begunAt;
    private int retries;
    private Runnable onBegin = () -> {};

    /// @param clock monotonic, in nanoseconds
    public CallProgress(LongSupplier clock) {
        this.clock = clock;
        this.openedAt = clock.getAsLong();
    }

    public void asking(Work asked, boolean asStream) {
        work = asked;
        streamed = asStream;
    }

    /// The request goes out, for the first time or once more. What is asked for in several parts is sent for the first
    /// time several times.
    public void sending(int attempt) {
        if (!sent) {
            sent = true;
            sentAt = clock.getAsLong();
        }
        if (attempt > 1) {
            retries++;
        }
    }

    /// The first of the answer has come.
    public void beginning() {
        if (!begun) {
            begun = true;
            begunAt = clock.getAsLong();
            if (streamed) {
                onBegin.run();
            }
        }
    }

    /// Has the first of a streamed answer told.
    public void onBegin(Runnable listener) {
        onBegin = listener;
    }

    /// The first failure counts; what follows is its consequence.
    public void failed(Failure told) {
        if (failure == null) {
            failure = told;
        }
    }

    public void drained() {
        drained = true;
    }

    /// Null changes nothing.
    public void metered(@Nullable Usage counted) {
        if (counted != null) {
            usage = counted;
        }
    }

    public boolean isMetered() {
        return usage != null;
    }

    /// The answer was whole, but what it cost was lost.
    public void unmetered() {
        unmetered = true;
    }

    public Ending ending(
            Ask ask,
            Target target,
            List<Adaptation> adaptations,
            WriteOutcome parting,
            @Nullable String requestId,
            @Nullable Routed routed) {
        long now = clock.getAsLong();
        var told = told(parting.manner());
        return new Ending(
                ask,
                target,
                work,
                streamed,
                adaptations,
                outcome(parting.manner(), told),
                told,
                usage,
                sent ? 1 + retries : 0,
                parting.keepAlives(),
                sent ? Duration.ofNanos(sentAt - openedAt) : null,
                begun ? Duration.ofNanos(begunAt - openedAt) : null,
                begun && parting.firstWrite() != 0 ? Duration.ofNanos(parting.firstWrite() - begunAt) : null,
                Duration.ofNanos(now - openedAt),
                requestId(requestId),
                routed);
    }

    private @Nullable Failure told(WriteOutcome.Manner manner) {
        return switch (manner) {
            case WRITTEN -> failure;
            case CLIENT_GONE -> null;
            case STUCK ->
                new Failure.TimedOut("The client stopped reading its answer.", "relay.stream.write-timeout", null);
            case DEFECT -> new Failure.Internal("The relay failed while writing the answer.");
        };
    }

    private Outcome outcome(WriteOutcome.Manner manner, @Nullable Failure told) {
        if (manner == WriteOutcome.Manner.CLIENT_GONE) {
            return Outcome.CLIENT_GONE;
        }
        if (drained && manner == WriteOutcome.Manner.WRITTEN) {
            return Outcome.DRAINED;
        }
        return unmetered && told == null ? Outcome.TRUNCATED : Outcome.of(told, begun);
    }

    private @Nullable String requestId(@Nullable String opened) {
        var upstream = failure == null ? null : failure.upstream();
        return opened != null || upstream == null ? opened : upstream.requestId();
    }
}
