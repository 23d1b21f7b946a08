package io.bedrockrelay.http.answer;

import io.bedrockrelay.dialect.JsonWriter;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayDeque;
import java.util.Deque;

/// Writers that no stream has anything in at the moment, for whoever is next on the same event loop. So a stream that
/// waits for its model holds no buffer, let alone one of the size of its largest event.
final class SpareWriters {
    /// More than one turn of an event loop has streams with something to say.
    private static final int KEPT = 64;

    private static final FastThreadLocal<Deque<JsonWriter>> SPARE = new FastThreadLocal<>() {
        @Override
        protected Deque<JsonWriter> initialValue() {
            return new ArrayDeque<>();
        }
    };

    private SpareWriters() {}

    static JsonWriter take() {
        var spare = SPARE.get().poll();
        return spare == null ? new JsonWriter() : spare;
    }

    /// What is in it is lost.
    static void give(JsonWriter writer) {
        var spare = SPARE.get();
        if (spare.size() < KEPT && writer.array().length <= StreamAnswer.FULL) {
            spare.push(writer.reset());
        }
    }
}
