package io.bedrockrelay.relay.supervision;

import io.bedrockrelay.chat.answer.ChatEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.AbstractMulti;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/// A Bedrock by hand: the test says what each try answers, and sees demand and cancellation.
final class Upstream {
    final List<Try> tries = new ArrayList<>();

    Multi<ChatEvent> send() {
        var next = new Try();
        tries.add(next);
        return next;
    }

    Try last() {
        return tries.getLast();
    }

    static final class Try extends AbstractMulti<ChatEvent> implements Flow.Subscription {
        private @Nullable MultiSubscriber<? super ChatEvent> subscriber;
        long demand;
        boolean cancelled;

        @Override
        public void subscribe(MultiSubscriber<? super ChatEvent> downstream) {
            subscriber = downstream;
            downstream.onSubscribe(this);
        }

        @Override
        public void request(long n) {
            demand += n;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }

        void says(ChatEvent... events) {
            for (var event : events) {
                subscriber().onItem(event);
            }
        }

        private MultiSubscriber<? super ChatEvent> subscriber() {
            return Objects.requireNonNull(subscriber, "nobody has subscribed yet");
        }

        void closes() {
            subscriber().onCompletion();
        }
    }
}
