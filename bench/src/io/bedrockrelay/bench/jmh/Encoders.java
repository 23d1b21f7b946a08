package io.bedrockrelay.bench.jmh;

import io.bedrockrelay.bench.Marker;
import io.bedrockrelay.bench.standin.Answers;
import io.bedrockrelay.chat.answer.ChatEvent;
import io.bedrockrelay.dialect.Answering;
import io.bedrockrelay.dialect.Dialect;
import io.bedrockrelay.dialect.Echo;
import io.bedrockrelay.dialect.JsonWriter;
import io.bedrockrelay.dialect.StreamEncoder;
import io.bedrockrelay.dialect.anthropic.AnthropicDialect;
import io.bedrockrelay.dialect.claude.ClaudeEvents;
import io.bedrockrelay.dialect.completions.CompletionsDialect;
import io.bedrockrelay.dialect.relay.RelayDialect;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// One text event in each dialect, and one chunk of a Claude model's own.
@State(Scope.Thread)
public class Encoders {
    private static final ChatEvent TEXT = new ChatEvent.Text(0, Marker.text(7));

    private final JsonWriter out = new JsonWriter();
    private final StreamEncoder openAi = begun(new CompletionsDialect());
    private final StreamEncoder anthropic = begun(new AnthropicDialect());
    private final StreamEncoder relay = begun(new RelayDialect());
    private final ClaudeEvents raw = new ClaudeEvents();
    private final byte[] chunk = chunk();

    @Benchmark
    public int openAi() {
        openAi.event(TEXT, out.reset());
        return out.size();
    }

    @Benchmark
    public int anthropic() {
        anthropic.event(TEXT, out.reset());
        return out.size();
    }

    @Benchmark
    public int relay() {
        relay.event(TEXT, out.reset());
        return out.size();
    }

    @Benchmark
    public int claudeRaw() {
        raw.write(Objects.requireNonNull(raw.read(chunk, 0, chunk.length)), out.reset());
        return out.size();
    }

    private static StreamEncoder begun(Dialect dialect) {
        var encoder = dialect.stream(new Answering(
                "request",
                "fast",
                "acme.model-v1:0",
                "us.acme.model-v1:0",
                "us-east-1",
                "geographic",
                Instant.EPOCH,
                Echo.NOTHING));
        for (var event : List.of(new ChatEvent.Started(), TEXT)) {
            encoder.event(event, new JsonWriter());
        }
        return encoder;
    }

    private static byte[] chunk() {
        var frame = Frames.decode(Buffer.buffer(Answers.claude(1).deltas().getFirst()))
                .getFirst();
        int from = frame.payloadOffset();
        return Arrays.copyOfRange(frame.bytes(), from, from + frame.payloadLength());
    }
}
