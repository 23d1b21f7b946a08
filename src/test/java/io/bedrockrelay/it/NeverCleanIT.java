package io.bedrockrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What is wrong inside of sound frames × what follows × every lane, and what breaks after the model's own end. Read as
/// bytes, since a vendor's client would hide a clean end behind an error of its own.
@Timeout(120)
class NeverCleanIT {
    private static final List<String> KINDS = List.of("base64", "json", "empty", "type");
    private static final List<String> FOLLOWS = List.of(
            "", " then=cut", " then=drop", " then=end", " then=half", " then=stall", " then=exception", " then=error");

    private static final Map<String, String> SETTINGS = Map.of(
            "relay.stream.first-event-timeout", "6s",
            "relay.stream.idle-timeout", "2s",
            "relay.stream.total-timeout", "9s",
            "relay.stream.keep-alive", "500ms",
            "relay.retry.attempts", "1",
            "relay.drain.delay", "0s");

    private static final Map<Cell, CompletableFuture<byte[]>> SEEN = new ConcurrentHashMap<>();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static OwnRelay relay;
    private static ExecutorService asking;

    record Cell(String words, Lane lane, Lane.End end) {
        @Override
        public String toString() {
            return words + " × " + lane;
        }
    }

    static Stream<Cell> cells() {
        return Stream.of(unreadable(), foreign(), late()).flatMap(cells -> cells);
    }

    /// On its own wire a frame that cannot be read goes to the client as it is, who says so; what the relay owes is the
    /// truth about what follows.
    private static Stream<Cell> unreadable() {
        return KINDS.stream().flatMap(kind -> FOLLOWS.stream().flatMap(follows -> Stream.of(Lane.values())
                .filter(lane -> lane.sse() || !follows.isEmpty())
                .map(lane -> new Cell("unreadable=" + kind + " after=3" + follows, lane, Lane.End.FAILED))));
    }

    /// An event that this release does not know is none of its business, and hides nothing that follows.
    private static Stream<Cell> foreign() {
        return FOLLOWS.stream().flatMap(follows -> Stream.of(Lane.values())
                .map(lane -> new Cell(
                        "unknown-event after=3" + follows,
                        lane,
                        follows.isEmpty() ? Lane.End.WHOLE : Lane.End.FAILED)));
    }

    /// After `messageStop` the answer is whole; whoever reads Bedrock's own frames is told that one is missing.
    private static Stream<Cell> late() {
        return Stream.of("cut", "drop", "half", "garbage", "message-crc", "stall")
                .flatMap(mishap -> Stream.of(Lane.RELAY, Lane.OPENAI, Lane.ANTHROPIC, Lane.CONVERSE)
                        .map(lane -> new Cell(
                                mishap + " at=metadata", lane, lane.sse() ? Lane.End.WHOLE : Lane.End.FAILED)));
    }

    @BeforeAll
    static void askAll() throws Exception {
        relay = OwnRelay.start(SETTINGS);
        asking = Executors.newFixedThreadPool(32);
        cells().forEach(cell -> SEEN.put(
                cell, CompletableFuture.supplyAsync(() -> ask(cell.lane(), cell.words(), Lane::body), asking)));
    }

    @AfterAll
    static void close() {
        asking.shutdownNow();
        relay.close();
        SEEN.clear();
    }

    @FunctionalInterface
    interface Body {
        String of(Lane lane, String prompt, boolean streamed);
    }

    private static byte[] ask(Lane lane, String words, Body body) {
        var request = HttpRequest.newBuilder(URI.create(relay.url() + lane.path(true)))
                .timeout(Clients.PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString(body.of(lane, lane.prompt(words), true)));
        lane.headers(true).forEach(request::header);
        try {
            var answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body();
        } catch (Exception e) {
            throw new AssertionError(words + " × " + lane + " gave no answer", e);
        }
    }

    @ParameterizedTest
    @MethodSource("cells")
    void theEndIsTheTruth(Cell cell) throws Exception {
        var answer = SEEN.get(cell).get(90, TimeUnit.SECONDS);
        assertThat(cell.lane().end(answer))
                .as(new String(answer, StandardCharsets.UTF_8))
                .isEqualTo(cell.end());
    }

    @Test
    void whoAsksOpenAiForTheUsageIsToldThatItIsMissing() {
        var told = new String(
                ask(Lane.OPENAI, "cut at=metadata", (lane, prompt, streamed) -> lane.body(prompt, streamed)
                        .replace("\"stream\":true", "\"stream\":true,\"stream_options\":{\"include_usage\":true}")),
                StandardCharsets.UTF_8);
        assertThat(told)
                .contains("\"finish_reason\":\"stop\"", "data: {\"error\":", "did not tell how many tokens")
                .doesNotContain("[DONE]", "\"prompt_tokens\":0");
    }

    @ParameterizedTest
    @EnumSource(names = {"CONVERSE", "INVOKE"})
    void anExceptionAsTheFirstFrameKeepsItsMembersOnTheWire(Lane lane) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(relay.url() + lane.path(true)))
                .timeout(Clients.PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString(
                        lane.body(lane.prompt("exception=modelStreamErrorException after=0"), true)));
        lane.headers(true).forEach(request::header);
        var answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(424);
        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains("ModelStreamErrorException");
        assertThat(answer.body())
                .contains("\"message\":\"Model Stream Error\"", "\"originalStatusCode\":500")
                .contains("\"originalMessage\":\"The model stream failed.\"");
    }

    /// Bedrock ends such a stream without the model's own end: to the client it is an answer, and a refusal.
    @ParameterizedTest
    @EnumSource(names = {"CLAUDE", "INVOKE"})
    void aGuardrailsBlockIsAnEnd(Lane lane) throws Exception {
        for (boolean streamed : new boolean[] {true, false}) {
            var request = HttpRequest.newBuilder(URI.create(relay.url() + lane.path(streamed)))
                    .timeout(Clients.PATIENCE)
                    .header("X-Amzn-Bedrock-GuardrailIdentifier", "gr-1")
                    .header("X-Amzn-Bedrock-GuardrailVersion", "1")
                    .POST(HttpRequest.BodyPublishers.ofString(lane.body("This is forbidden.", streamed)));
            lane.headers(streamed).forEach(request::header);
            var answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            var text = streamed ? lane.said(answer.body()) : new String(answer.body(), StandardCharsets.UTF_8);
            assertThat(text)
                    .contains("Sorry, the model cannot answer", "\"amazon-bedrock-guardrailAction\":\"INTERVENED\"");
            if (streamed) {
                // On its own wire Bedrock's chunk goes to the client as it is, and nothing after it.
                var end = lane == Lane.CLAUDE ? Lane.End.WHOLE : Lane.End.NOTHING;
                assertThat(lane.end(answer.body())).as(text).isEqualTo(end);
            }
        }
    }

    @Test
    void anthropicsClientsGetNoZerosForWhatIsUnknown() {
        var told = new String(ask(Lane.ANTHROPIC, "cut at=metadata", Lane::body), StandardCharsets.UTF_8);
        assertThat(told.lines().filter(line -> line.contains("\"type\":\"message_delta\"")))
                .singleElement()
                .asString()
                .contains("\"output_tokens\":null");
    }

    @Test
    void anAnswerWithoutItsCountIsCountedAsTruncated() throws Exception {
        ask(Lane.RELAY, "cut at=metadata", Lane::body);
        var metrics = HTTP.send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + relay.management() + "/q/metrics"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        var counted = new ArrayList<String>();
        metrics.lines().filter(line -> line.startsWith("relay_streams_total{")).forEach(counted::add);
        assertThat(counted)
                .anyMatch(line -> line.contains("outcome=\"truncated\"") && line.contains("dialect=\"relay\""));
        assertThat(relay.process().log()).contains("how many tokens it took is unknown");
    }
}
