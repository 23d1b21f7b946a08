package io.bedrockrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Traces go to a collector if there is one, one span for each call under the trace that its client began; without one
/// there is no trace of them.
@Timeout(90)
class TracesIT {
    /// gRPC's envelope around a message of no bytes: not compressed, length 0.
    private static final byte[] EMPTY_MESSAGE = new byte[5];

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    @ParameterizedTest
    @ValueSource(strings = {"http/protobuf", "grpc"})
    void aCallIsASpanOfItsClientsTrace(String protocol) throws Exception {
        var vertx = Vertx.vertx();
        Queue<Buffer> received = new ConcurrentLinkedQueue<>();
        var collector = collector(vertx, received);
        try (var observed = new Observed(Map.of(
                "quarkus.otel.exporter.otlp.endpoint",
                "http://localhost:" + collector.actualPort(),
                "quarkus.otel.exporter.otlp.protocol",
                protocol,
                "quarkus.otel.bsp.schedule.delay",
                "100ms"))) {
            observed.send(
                    observed.request("traced", "/v1/chat/completions", Observed.chat("nova-pro", "pomegranate", true))
                            .header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")
                            .build());
            Observed.await(() -> said(received).contains("chat us.amazon.nova-pro-v1:0"), "the span of the call");
            assertThat(said(received))
                    .contains(
                            "gen_ai.operation.name",
                            "gen_ai.provider.name",
                            "aws.bedrock",
                            "gen_ai.request.model",
                            "gen_ai.response.model",
                            "gen_ai.usage.input_tokens",
                            "gen_ai.usage.output_tokens",
                            "relay.outcome",
                            "completed")
                    .contains(text(HexFormat.of().parseHex(TRACE)))
                    .contains(text(HexFormat.of().parseHex("b7ad6b7169203331")))
                    .doesNotContain("pomegranate");
            assertThat(observed.bedrock.lastRequests().getLast().headers().keySet())
                    .noneMatch("traceparent"::equalsIgnoreCase);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    @Test
    void withoutACollectorNothingIsSaidOfTraces() throws Exception {
        try (var observed = new Observed(Map.of("quarkus.otel.bsp.schedule.delay", "10ms"))) {
            for (int i = 0; i < 20; i++) {
                observed.post("untraced", "/v1/chat/completions", Observed.chat("nova-pro", "Hello", true));
            }
            assertThat(observed.relay.log().lines().filter(line -> !line.contains("Installed features")))
                    .noneMatch(line -> List.of("otel", "opentelemetry", "4317", "export").stream()
                            .anyMatch(line.toLowerCase(java.util.Locale.ROOT)::contains));
        }
    }

    /// An OTLP collector as far as this test needs one.
    private static HttpServer collector(Vertx vertx, Queue<Buffer> received) {
        return vertx.createHttpServer()
                .requestHandler(request -> request.bodyHandler(body -> {
                    switch (request.path()) {
                        case "/v1/traces" -> {
                            received.add(body);
                            request.response()
                                    .putHeader("Content-Type", "application/x-protobuf")
                                    .end();
                        }
                        case "/opentelemetry.proto.collector.trace.v1.TraceService/Export" -> {
                            received.add(body);
                            request.response()
                                    .putHeader("Content-Type", "application/grpc")
                                    .putTrailer("grpc-status", "0")
                                    .end(Buffer.buffer(EMPTY_MESSAGE));
                        }
                        default -> request.response().setStatusCode(404).end();
                    }
                }))
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /// Names and ids stand in protobuf as they are.
    private static String said(Queue<Buffer> received) {
        var all = new StringBuilder();
        received.forEach(body -> all.append(text(body.getBytes())));
        return all.toString();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
