package io.bedrockrelay.bedrock;

import static io.bedrockrelay.bedrock.Stage.CALL;
import static io.bedrockrelay.bedrock.Stage.PATIENCE;
import static io.bedrockrelay.bedrock.Stage.ask;
import static io.bedrockrelay.bedrock.Stage.failure;
import static io.bedrockrelay.bedrock.Stage.start;
import static io.bedrockrelay.bedrock.Stage.stop;
import static io.bedrockrelay.bedrock.Stage.stream;
import static io.bedrockrelay.bedrock.Stage.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.bedrock.account.Credentials;
import io.bedrockrelay.bedrock.account.Endpoints;
import io.bedrockrelay.catalogue.BlockingCalls;
import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.answer.ChatEvent;
import io.bedrockrelay.chat.answer.StopReason;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The lane against a server that answers well.
@Timeout(60)
class RuntimeLaneTest {
    private final Stage stage = new Stage();

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void tellsAWholeStream() throws InterruptedException {
        var bedrock = stage.bedrock((_, response) ->
                stream(response).end(start().appendBuffer(text("Hi")).appendBuffer(stop())));
        var events = ask(stage.lane(bedrock));
        assertThat(events)
                .hasSize(5)
                .startsWith(new ChatEvent.Started(), new ChatEvent.Text(0, "Hi"), new ChatEvent.BlockStopped(0));
        assertThat(((ChatEvent.Stopped) events.get(3)).reason()).isEqualTo(StopReason.END_TURN);
        assertThat(((ChatEvent.Metered) events.get(4)).usage().total()).isEqualTo(7);

        var received = bedrock.next();
        assertThat(received.uri()).isEqualTo("/model/eu.anthropic.claude-sonnet-4-6/converse-stream");
        assertThat(received.headers().get("Authorization"))
                .startsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/")
                .contains("/eu-west-2/bedrock/aws4_request");
        assertThat(received.headers()).containsEntry("Accept", "application/vnd.amazon.eventstream");
        assertThat(received.body().toString())
                .isEqualTo("{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hello\"}]}]}");
    }

    @Test
    void sendsArnsAsOnePathSegment() throws InterruptedException {
        var bedrock = stage.bedrock((_, response) -> response.setStatusCode(500).end());
        var arn = "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/mi1dadi0g15f";
        stage.lane(bedrock)
                .converse(new Destination("us-east-1", arn), Lanes.request(new Block.Text("Hello")))
                .await()
                .atMost(PATIENCE);
        assertThat(bedrock.next().uri())
                .isEqualTo("/model/arn%3Aaws%3Abedrock%3Aus-east-1%3A123456789012%3Aapplication-inference-profile"
                        + "%2Fmi1dadi0g15f/converse");
    }

    @Test
    void tellsTheHeadBeforeTheFirstEvent() {
        var bedrock = stage.bedrock((_, response) -> stream(response).end(start().appendBuffer(stop())));
        var order = new ArrayList<Object>();
        stage.lane(bedrock)
                .converseStream(
                        new Destination("eu-west-2", "model", order::add), Lanes.request(new Block.Text("Hello")))
                .onItem()
                .invoke(order::add)
                .collect()
                .last()
                .await()
                .atMost(PATIENCE);
        var head = (ResponseHead) order.getFirst();
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.requestId()).isEqualTo("request-1");
        assertThat(order.get(1)).isEqualTo(new ChatEvent.Started());
    }

    @Test
    void connectionsOfWholeStreamsAreUsedAgain() throws InterruptedException {
        var ports = new ConcurrentHashMap<Integer, Boolean>();
        var bedrock = stage.bedrock((request, response) -> {
            ports.put(request.remoteAddress().port(), true);
            stream(response).end(start().appendBuffer(stop()));
        });
        var lane = stage.lane(bedrock);
        for (int i = 0; i < 5; i++) {
            assertThat(ask(lane)).hasSize(4);
        }
        assertThat(ports).hasSize(1);
    }

    @Test
    void tellsTheFirstEventBeforeTheLastIsSent() throws InterruptedException {
        var response = new AtomicReference<HttpServerResponse>();
        var bedrock = stage.bedrock((_, answer) -> {
            response.set(answer);
            stream(answer).write(start());
        });
        var subscriber = AssertSubscriber.<ChatEvent>create(Long.MAX_VALUE);
        stage.lane(bedrock)
                .converseStream(CALL, Lanes.request(new Block.Text("Hello")))
                .subscribe(subscriber);
        subscriber.awaitNextItems(1, PATIENCE);
        assertThat(subscriber.getItems()).containsExactly(new ChatEvent.Started());
        // Only now is the rest sent.
        response.get().end(stop());
        subscriber.awaitCompletion(PATIENCE);
        assertThat(subscriber.getItems()).hasSize(4);
    }

    @Test
    void nothingIsSentBeforeSubscribingAndEachSubscriberSendsOnce() throws InterruptedException {
        var bedrock = stage.bedrock((_, response) -> stream(response).end(start().appendBuffer(stop())));
        var multi = stage.lane(bedrock).converseStream(CALL, Lanes.request(new Block.Text("Hello")));
        assertThat(bedrock.requestsLeft()).isZero();
        multi.collect().asList().await().atMost(PATIENCE);
        multi.collect().asList().await().atMost(PATIENCE);
        assertThat(bedrock.requestsLeft()).isEqualTo(2);
    }

    @Test
    void aRequestThatBedrockCannotBeToldIsNotSent() {
        var bedrock = stage.bedrock((_, response) -> response.end());
        var events = stage.lane(bedrock)
                .converseStream(
                        CALL,
                        Lanes.request(new Block.Image(
                                "png", new Block.Source.Url("https://example.com/a.png", "messages[0].content[0]"))))
                .collect()
                .asList()
                .await()
                .atMost(PATIENCE);
        assertThat(((Failure.Invalid) failure(events)).field()).isEqualTo("messages[0].content[0]");
        assertThat(bedrock.requestsLeft()).isZero();
    }

    @Test
    void readsAWholeAnswer() {
        var bedrock = stage.bedrock((_, response) -> response.putHeader("Content-Type", "application/json")
                .end("{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":[{\"text\":\"Hi\"}]}},"
                        + "\"stopReason\":\"end_turn\",\"usage\":{\"inputTokens\":1,\"outputTokens\":2,\"totalTokens\":3},"
                        + "\"metrics\":{\"latencyMs\":5}}"));
        var answer = stage.lane(bedrock)
                .converse(CALL, Lanes.request(new Block.Text("Hello")))
                .await()
                .atMost(PATIENCE);
        var reply = ((ConverseOutcome.Whole) answer).reply();
        assertThat(reply.content()).containsExactly(new Block.Text("Hi"));
        assertThat(reply.latencyMs()).isEqualTo(5);
    }

    @Test
    void aLargeBodyIsSignedAndSentWhole() throws InterruptedException {
        var bedrock = stage.bedrock((_, response) -> response.setStatusCode(500).end());
        var body = ("{\"x\":\"" + "y".repeat(2_000_000) + "\"}").getBytes(StandardCharsets.UTF_8);
        stage.lane(bedrock).raw(CALL, Operation.INVOKE, Map.of(), body).await().atMost(PATIENCE);
        assertThat(bedrock.next().body().getBytes()).isEqualTo(body);
    }

    @Test
    void anApiKeyIsSentInsteadOfASignature() throws InterruptedException {
        var bedrock = stage.bedrock((_, response) -> response.setStatusCode(500).end());
        var credentials =
                new Credentials("bedrock-api-key-x", () -> null, new BlockingCalls(Runnable::run), Clock.systemUTC());
        var endpoints = new Endpoints(Optional.of(bedrock.url()), Map.of(), false, false);
        var lane = new RuntimeLane(stage.vertx, Lanes.config(Map.of()), endpoints, credentials, Clock.systemUTC());
        stage.closing(lane);
        ask(lane);
        assertThat(bedrock.next().headers()).containsEntry("Authorization", "Bearer bedrock-api-key-x");
    }
}
