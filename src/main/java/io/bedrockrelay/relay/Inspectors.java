package io.bedrockrelay.relay;

import io.bedrockrelay.bedrock.RawAnswer;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.answer.ChatEvent;
import io.bedrockrelay.chat.answer.Fold;
import io.bedrockrelay.chat.answer.StopReason;
import io.bedrockrelay.relay.supervision.ItemInspector;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The judges of the two kinds of translated answers.
public final class Inspectors {
    public static final ItemInspector<ChatEvent> EVENTS = new ItemInspector<>() {
        @Override
        public @Nullable Failure failure(ChatEvent event) {
            return event instanceof ChatEvent.Failed failed ? failed.failure() : null;
        }

        @Override
        public boolean isEnd(ChatEvent event) {
            return event instanceof ChatEvent.Stopped;
        }

        @Override
        public boolean isWholeAtEnd() {
            return true;
        }

        @Override
        public boolean expectsUsage() {
            return true;
        }

        @Override
        public ChatEvent failed(Failure failure) {
            return new ChatEvent.Failed(failure);
        }

        @Override
        public ChatEvent explained(ChatEvent event, UnaryOperator<Failure> explain) {
            return event instanceof ChatEvent.Failed failed ? failed(explain.apply(failed.failure())) : event;
        }
    };

    static final ItemInspector<Fold.Outcome> WHOLE = new ItemInspector<>() {
        @Override
        public @Nullable Failure failure(Fold.Outcome outcome) {
            return outcome instanceof Fold.Outcome.Failed failed ? failed.failure() : null;
        }

        @Override
        public boolean isEnd(Fold.Outcome outcome) {
            return true;
        }

        @Override
        public Fold.Outcome failed(Failure failure) {
            return new Fold.Outcome.Failed(failure);
        }

        @Override
        public Fold.Outcome explained(Fold.Outcome outcome, UnaryOperator<Failure> explain) {
            return outcome instanceof Fold.Outcome.Failed failed ? failed(explain.apply(failed.failure())) : outcome;
        }
    };

    static final ItemInspector<RawAnswer> RAW_WHOLE = new ItemInspector<>() {
        @Override
        public @Nullable Failure failure(RawAnswer answer) {
            return switch (answer) {
                case RawAnswer.Failed failed -> failed.failure();
                case RawAnswer.Answered answered -> answered.ok() ? null : answered.failure();
            };
        }

        @Override
        public boolean isEnd(RawAnswer answer) {
            return true;
        }

        @Override
        public RawAnswer failed(Failure failure) {
            return new RawAnswer.Failed(failure);
        }
    };

    private Inspectors() {}

    /// An answer that could not be read is no answer, though Bedrock calls it a stop.
    static ChatEvent malformedFails(ChatEvent event) {
        return event instanceof ChatEvent.Stopped stopped && stopped.reason().malformed()
                ? new ChatEvent.Failed(malformed(stopped.reason()))
                : event;
    }

    static Fold.Outcome malformedFails(Fold.Outcome outcome) {
        return outcome instanceof Fold.Outcome.Whole whole
                        && whole.reply().stopReason().malformed()
                ? new Fold.Outcome.Failed(malformed(whole.reply().stopReason()))
                : outcome;
    }

    private static Failure malformed(StopReason reason) {
        return new Failure.Broken("The model's output could not be read (" + reason.wire() + ").");
    }
}
