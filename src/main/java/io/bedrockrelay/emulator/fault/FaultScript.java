package io.bedrockrelay.emulator.fault;

import io.bedrockrelay.emulator.wire.EncodedFrame;
import io.bedrockrelay.emulator.wire.HttpAnswer;
import io.bedrockrelay.emulator.wire.Step;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/// The steps of a streamed answer under a directive. Made step by step while the peer reads; used by one thread.
public final class FaultScript implements Iterator<Step> {
    private final Iterator<EncodedFrame> frames;
    private final Directive directive;
    private final Optional<Mishap> mishap;
    private final int after;
    private final Deque<Step> pending = new ArrayDeque<>();
    private int sent;
    private boolean ended;

    private FaultScript(Step.Head head, Iterator<EncodedFrame> frames, Directive directive) {
        this.frames = frames;
        this.directive = directive;
        this.mishap = Mishap.in(directive);
        this.after = directive.number("after", 1);
        directive.time("head-delay").ifPresent(time -> pending.add(new Step.Wait(time)));
        pending.add(Disguise.head(head, directive));
        directive.time("first-delay").ifPresent(time -> pending.add(new Step.Wait(time)));
    }

    public static Iterator<Step> of(Step.Head head, Iterator<EncodedFrame> frames, Directive directive) {
        return new FaultScript(head, frames, directive);
    }

    /// The steps of an answer in one piece, as far as the directive has a meaning for it.
    public static Iterator<Step> of(HttpAnswer answer, Directive directive) {
        return Whole.steps(answer, directive).iterator();
    }

    @Override
    public boolean hasNext() {
        return !pending.isEmpty() || !ended;
    }

    @Override
    public Step next() {
        while (pending.isEmpty()) {
            if (ended) {
                throw new NoSuchElementException();
            }
            advance();
        }
        var step = pending.remove();
        ended |= step instanceof Step.End || step instanceof Step.Close || step instanceof Step.Cut;
        return step;
    }

    private void advance() {
        if (!frames.hasNext()) {
            pending.add(new Step.End());
            return;
        }
        var frame = frames.next();
        if (directive.text("without").filter(frame.type()::equals).isPresent()) {
            return;
        }
        if (mishap.isPresent() && isItsPlace(frame)) {
            pending.addAll(mishap.get().steps(directive, frame));
        } else {
            regular(frame);
        }
        sent++;
    }

    private boolean isItsPlace(EncodedFrame frame) {
        return directive.text("at").map(frame.type()::equals).orElse(sent == after);
    }

    private void regular(EncodedFrame frame) {
        if (sent > 0) {
            directive.time("delay").ifPresent(time -> pending.add(new Step.Wait(time)));
        }
        int copies = directive.has("duplicate-end") && frame.type().equals(endType(frame)) ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            send(frame.bytes());
        }
        if (sent + 1 == directive.number("gate-after", 1)) {
            directive.text("gate").ifPresent(name -> pending.add(new Step.Gate(name)));
        }
    }

    private static String endType(EncodedFrame frame) {
        return List.of("messageStop", "message_stop").contains(frame.type()) ? frame.type() : "";
    }

    private void send(Buffer bytes) {
        if (!directive.has("drip")) {
            pending.add(new Step.Send(bytes));
            return;
        }
        var pause = directive.time("drip").orElse(Duration.ZERO);
        for (int i = 0; i < bytes.length(); i++) {
            pending.add(new Step.Send(bytes.getBuffer(i, i + 1)));
            pending.add(new Step.Wait(pause));
        }
    }
}
