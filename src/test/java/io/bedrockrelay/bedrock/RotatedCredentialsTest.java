package io.bedrockrelay.bedrock;

import static io.bedrockrelay.bedrock.Stage.CALL;
import static io.bedrockrelay.bedrock.Stage.PATIENCE;
import static io.bedrockrelay.bedrock.Stage.ask;
import static io.bedrockrelay.bedrock.Stage.failure;
import static io.bedrockrelay.bedrock.Stage.start;
import static io.bedrockrelay.bedrock.Stage.stop;
import static io.bedrockrelay.bedrock.Stage.stream;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.bedrock.account.Credentials;
import io.bedrockrelay.bedrock.account.Endpoints;
import io.bedrockrelay.catalogue.BlockingCalls;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.answer.ChatEvent;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/// Keys that AWS knows no longer: the chain is asked anew, and the call goes out once more.
@Timeout(60)
class RotatedCredentialsTest {
    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

    private final Stage stage = new Stage();
    private final AtomicReference<String> rotated = new AtomicReference<>("AKIDOLD");
    private final AtomicReference<String> valid = new AtomicReference<>("AKIDOLD");
    private final AtomicReference<String> refusal = new AtomicReference<>("ExpiredTokenException");

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    private FakeBedrock bedrock() {
        return stage.bedrock((request, response) -> {
            if (!String.valueOf(request.getHeader("Authorization")).contains("Credential=" + valid.get() + "/")) {
                response.setStatusCode(403)
                        .putHeader("x-amzn-ErrorType", refusal.get())
                        .putHeader("Content-Type", "application/json")
                        .end("{\"message\":\"The security token included in the request is expired\"}");
            } else if (request.uri().endsWith("-stream")) {
                stream(response).end(start().appendBuffer(stop()));
            } else {
                response.putHeader("Content-Type", "application/json").end("{\"answer\":true}");
            }
        });
    }

    private RuntimeLane lane(FakeBedrock bedrock) {
        var credentials = new Credentials(
                null,
                () -> AwsBasicCredentials.create(rotated.get(), "secret"),
                new BlockingCalls(Runnable::run),
                Clock.systemUTC());
        var endpoints = new Endpoints(Optional.of(bedrock.url()), Map.of(), false, false);
        return stage.closing(
                new RuntimeLane(stage.vertx, Lanes.config(Map.of()), endpoints, credentials, Clock.systemUTC()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ExpiredTokenException",
                "ExpiredToken",
                "InvalidClientTokenId",
                "UnrecognizedClientException:http://internal.amazon.com/coral/"
            })
    void areReplacedAndTheCallerNoticesNothing(String type) throws InterruptedException {
        refusal.set(type);
        var bedrock = bedrock();
        var lane = lane(bedrock);
        assertThat(ask(lane)).last().isInstanceOf(ChatEvent.Metered.class);
        rotated.set("AKIDNEW");
        valid.set("AKIDNEW");
        assertThat(ask(lane)).last().isInstanceOf(ChatEvent.Metered.class);
        var whole = lane.raw(CALL, Operation.CONVERSE, Map.of(), BODY).await().atMost(PATIENCE);
        assertThat(((RawAnswer.Answered) whole).body()).hasToString("{\"answer\":true}");
        assertThat(bedrock.next().headers().get("Authorization")).contains("AKIDOLD");
        var refused = bedrock.next();
        var again = bedrock.next();
        assertThat(refused.headers().get("Authorization")).contains("AKIDOLD");
        assertThat(again.headers().get("Authorization")).contains("AKIDNEW");
        assertThat(again.body()).isEqualTo(refused.body());
        assertThat(bedrock.next().headers().get("Authorization")).contains("AKIDNEW");
        assertThat(bedrock.requestsLeft()).isZero();
    }

    @Test
    void thatHaveNoSuccessorAreToldAsRefused() {
        var bedrock = bedrock();
        var lane = lane(bedrock);
        valid.set("AKIDNEW");
        for (int call = 0; call < 3; call++) {
            var told = failure(ask(lane));
            assertThat(told).isInstanceOf(Failure.AccessDenied.class);
            assertThat(told.message()).contains("security token", "renew its credentials");
        }
        assertThat(bedrock.requestsLeft()).isEqualTo(3);
    }

    @Test
    void areNotBlamedForAWrongClock() {
        var bedrock = stage.bedrock((_, response) -> response.setStatusCode(403)
                .putHeader("x-amzn-ErrorType", "InvalidSignatureException")
                .putHeader("Date", "Mon, 30 Nov 2026 07:00:00 GMT")
                .end("{\"message\":\"Signature expired: 20261130T064000Z is now earlier than 20261130T065500Z"
                        + " (20261130T070000Z - 5 min.)\"}"));
        var told = failure(ask(lane(bedrock)));
        assertThat(told.message())
                .contains("By AWS's clock it was Mon, 30 Nov 2026 07:00:00 GMT, by the relay's ", "NTP")
                .doesNotContain("renew");
        assertThat(bedrock.requestsLeft()).isOne();
    }
}
