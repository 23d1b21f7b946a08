package io.bedrockrelay.bench.jmh;

import io.bedrockrelay.chat.ChatRequest;
import io.bedrockrelay.dialect.Reading;
import io.bedrockrelay.dialect.completions.CompletionsDialect;
import io.bedrockrelay.fit.Fit;
import io.bedrockrelay.fit.Fitting;
import io.bedrockrelay.fit.learn.Learnt;
import io.bedrockrelay.fit.traits.Traits;
import io.bedrockrelay.fit.traits.TraitsTable;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// A request of twenty turns and 60 KB that is fitted to its model: to one that takes it as it is, to one that takes
/// other parameters, and to one that makes an agent's history over. Reading it is beside it for comparison.
@State(Scope.Thread)
public class Fits {
    private static final TraitsTable TABLE = TraitsTable.read();
    private static final String TEXT = "The quick brown fox jumps over the lazy dog. ".repeat(66);

    private final Traits claude = TABLE.of("anthropic.claude-sonnet-4-5-20250929-v1:0");
    private final Traits newest = TABLE.of("anthropic.claude-opus-4-8");
    private final Traits llama = TABLE.of("meta.llama3-3-70b-instruct-v1:0");
    private final byte[] plainBody = body(false);
    private final ChatRequest plain = read(plainBody);
    private final ChatRequest agents = read(body(true));

    @Benchmark
    public Reading reading() {
        return new CompletionsDialect().read(plainBody);
    }

    @Benchmark
    public Fit nothingToFit() {
        return Fitting.of(plain, true, claude, Learnt.NOTHING);
    }

    @Benchmark
    public Fit parameters() {
        return Fitting.of(plain, true, newest, Learnt.NOTHING);
    }

    @Benchmark
    public Fit agent() {
        return Fitting.of(agents, true, claude, Learnt.NOTHING);
    }

    @Benchmark
    public Fit agentElsewhere() {
        return Fitting.of(agents, true, llama, Learnt.NOTHING);
    }

    private static ChatRequest read(byte[] body) {
        return switch (new CompletionsDialect().read(body)) {
            case Reading.Read read -> read.request();
            case Reading.Refused refused ->
                throw new IllegalStateException(refused.failure().message());
        };
    }

    private static byte[] body(boolean tools) {
        var body = new StringBuilder("{\"model\":\"m\",\"temperature\":0.7,\"max_tokens\":1000,");
        if (tools) {
            body.append("\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"look\",\"parameters\":"
                    + "{\"type\":\"object\",\"properties\":{\"path\":{\"type\":\"string\"}}}}}],");
        }
        body.append("\"messages\":[{\"role\":\"system\",\"content\":\"Be brief.\"}");
        for (int turn = 0; turn < 10; turn++) {
            body.append(",{\"role\":\"user\",\"content\":\"").append(TEXT).append("\"}");
            if (tools) {
                body.append(",{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"call_")
                        .append(turn)
                        .append("\",\"type\":\"function\",\"function\":{\"name\":\"look\",\"arguments\":"
                                + "\"{\\\"path\\\":\\\"a\\\"}\"}}]},{\"role\":\"tool\",\"tool_call_id\":\"call_")
                        .append(turn)
                        .append("\",\"content\":\"")
                        .append(TEXT)
                        .append("\"}");
            }
            body.append(",{\"role\":\"assistant\",\"content\":\"").append(TEXT).append("\"}");
        }
        body.append(",{\"role\":\"user\",\"content\":\"Go on.\"}]}");
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }
}
