package io.bedrockrelay.relay.supervision;

import io.bedrockrelay.chat.Failure;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The time limits of one answer. One timer serves them all: it fires at the nearest of them and looks again, so that
/// an event costs no timer. On the call's own thread.
final class Watchdog {
    private final CallRules rules;
    private final Timers timers;
    private final BooleanSupplier unread;
    private final Consumer<Failure> late;
    private final long startedAt;
    private Timers.@Nullable Pending next;
    private long heardAt;
    private boolean begun;

    /// @param unread whether the reader asks for nothing at the moment
    /// @param late hears of the first limit that passes
    Watchdog(CallRules rules, Timers timers, BooleanSupplier unread, Consumer<Failure> late) {
        this.rules = rules;
        this.timers = timers;
        this.unread = unread;
        this.late = late;
        this.startedAt = timers.now();
        this.heardAt = startedAt;
    }

    /// Silence counts from now on.
    void heard() {
        heardAt = timers.now();
    }

    /// The first item has come: after it another limit holds.
    void begun() {
        begun = true;
    }

    void watch() {
        long now = timers.now();
        long total = rules.total().toNanos() - (now - startedAt);
        var silence = begun ? rules.idle() : rules.firstEvent();
        // A reader that asks for nothing is the write timeout's business.
        long silent = begun && unread.getAsBoolean() ? silence.toNanos() : silence.toNanos() - (now - heardAt);
        if (total <= 0) {
            late("The answer took longer than a whole answer may.", "relay.stream.total-timeout");
        } else if (silent <= 0 && begun) {
            late("Bedrock fell silent in the middle of its answer.", "relay.stream.idle-timeout");
        } else if (silent <= 0) {
            late("Bedrock sent no first event in time.", "relay.stream.first-event-timeout");
        } else {
            // The first event may bring a nearer limit than the one before it.
            long nearest = Math.min(Math.min(total, silent), rules.idle().toNanos());
            next = timers.after(Duration.ofNanos(nearest), this::watch);
        }
    }

    void stop() {
        if (next != null) {
            next.cancel();
        }
    }

    private void late(String message, String limit) {
        late.accept(new Failure.TimedOut(message, limit, null));
    }
}
