package io.bedrockrelay.relay;

import io.bedrockrelay.bedrock.RawEvent;
import io.bedrockrelay.bedrock.ResponseHead;
import io.bedrockrelay.bedrock.answer.ErrorFrame;
import io.bedrockrelay.bedrock.frame.Frame;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.answer.Usage;
import io.bedrockrelay.relay.supervision.ItemInspector;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// How supervision reads a stream that is passed on: what the reader made of each frame says it all.
record RawInspector<T>(RawReader<T> reader) implements ItemInspector<RawItem<T>> {

    /// @param head of Bedrock's answer; null as long as there is none
    RawItem<T> read(RawEvent event, @Nullable ResponseHead head) {
        return switch (event) {
            case RawEvent.Failed(Failure failure) -> failed(failure);
            case RawEvent.Refused refused ->
                new RawItem.Failed<>(refused.answer().failure(), refused);
            case RawEvent.Framed(Frame frame) when "event".equals(frame.messageType()) -> reader.read(frame);
            case RawEvent.Framed framed ->
                new RawItem.Failed<>(
                        ErrorFrame.read(framed.frame(), head == null ? null : head.requestId())
                                .failure(),
                        framed);
        };
    }

    @Override
    public @Nullable Failure failure(RawItem<T> item) {
        return RawItem.failure(item);
    }

    @Override
    public boolean isEnd(RawItem<T> item) {
        return item instanceof RawItem.Passed<T> passed && passed.end();
    }

    @Override
    public @Nullable Usage usage() {
        return reader.usage();
    }

    @Override
    public boolean isWholeAtEnd() {
        return reader.isWholeAtEnd();
    }

    @Override
    public boolean expectsUsage() {
        return reader.expectsUsage();
    }

    @Override
    public RawItem<T> failed(Failure failure) {
        return new RawItem.Failed<>(failure, null);
    }

    @Override
    public RawItem<T> explained(RawItem<T> item, UnaryOperator<Failure> explain) {
        return item instanceof RawItem.Failed<T> failed
                ? new RawItem.Failed<>(explain.apply(failed.failure()), failed.cause())
                : item;
    }
}
