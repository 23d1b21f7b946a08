package io.bedrockrelay.bench.jmh;

import io.bedrockrelay.bedrock.answer.EventReader;
import io.bedrockrelay.bedrock.frame.Frame;
import io.bedrockrelay.bedrock.frame.FrameDecoder;
import io.bedrockrelay.bench.standin.Answers;
import io.bedrockrelay.chat.answer.ChatEvent;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/// From bytes to frames, and from frames to events: figures for each of 200 deltas that came in one piece.
@State(Scope.Thread)
public class Frames {
    static final int EVENTS = 200;

    private final Buffer bytes = bytes();
    private final List<Frame> frames = decode(bytes);
    private final EventReader reader = new EventReader(UnaryOperator.identity(), null);

    public Frames() {
        reader.read(
                decode(Buffer.buffer(Answers.converse(0).before().getFirst())).getFirst());
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void decode(Blackhole sink) {
        var decoder = new FrameDecoder(FrameDecoder.DEFAULT_MAX_FRAME);
        decoder.feed(bytes);
        while (decoder.next() instanceof Frame frame) {
            sink.consume(frame);
        }
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void read(Blackhole sink) {
        for (var frame : frames) {
            ChatEvent event = reader.read(frame);
            sink.consume(event);
        }
    }

    static List<Frame> decode(Buffer bytes) {
        var decoder = new FrameDecoder(FrameDecoder.DEFAULT_MAX_FRAME);
        decoder.feed(bytes);
        var frames = new ArrayList<Frame>();
        while (decoder.next() instanceof Frame frame) {
            frames.add(frame);
        }
        return frames;
    }

    private static Buffer bytes() {
        var bytes = Buffer.buffer();
        Answers.converse(EVENTS).deltas().forEach(bytes::appendBytes);
        return bytes;
    }
}
