package io.bedrockrelay.bedrock.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.bedrock.FakeBedrock;
import io.bedrockrelay.bedrock.Lanes;
import io.bedrockrelay.bedrock.account.Endpoints;
import io.bedrockrelay.bedrock.control.ProfileAdmin.Outcome;
import io.bedrockrelay.catalogue.BlockingCalls;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.emulator.Emulator;
import io.bedrockrelay.emulator.EmulatorOptions;
import io.bedrockrelay.emulator.control.ControlFault;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.bedrock.model.BedrockException;

@Timeout(60)
class ProfileAdminTest {
    private static final String REGION = "us-east-1";
    private static final String NOVA =
            "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.amazon.nova-lite-v1:0";

    private final Vertx vertx = Vertx.vertx();
    private final Emulator bedrock = Emulator.start(vertx, EmulatorOptions.DEFAULTS);
    private final BlockingCalls calls = BlockingCalls.onThreads("profiles", 4);
    private final ControlClients clients = new ControlClients(
            new Endpoints(Optional.of(bedrock.uri()), Map.of(), false, false),
            Lanes.credentials(),
            UrlConnectionHttpClient::create,
            Duration.ofSeconds(20));
    private final ProfileAdmin desk = new ProfileAdmin(clients, calls);

    @AfterEach
    void close() throws Exception {
        clients.close();
        calls.close();
        bedrock.close();
        FakeBedrock.await(vertx.close());
    }

    private static NewProfile named(String name, @Nullable String token) {
        return new NewProfile(name, NOVA, "for tests", Map.of("team", "red"), token);
    }

    private static <T> T joined(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private static Failure refused(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) outcome).failure();
    }

    private static String arn(Outcome outcome) {
        assertThat(outcome).as(outcome.toString()).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done) outcome).arn();
    }

    @Test
    void makesAProfileOnceForOneTokenAndDeletesIt() throws Exception {
        var first = arn(joined(desk.make(REGION, named("red-team", "token-1"))));
        var again = arn(joined(desk.make(REGION, named("red-team", "token-1"))));
        assertThat(again).isEqualTo(first).contains(":application-inference-profile/");
        var conflict = refused(joined(desk.make(REGION, named("blue-team", "token-1"))));
        assertThat(conflict.message()).contains("other parameters").contains("use a new token");
        arn(joined(desk.delete(REGION, first)));
        assertThat(refused(joined(desk.delete(REGION, first)))).isInstanceOf(Failure.NotFound.class);
    }

    @Test
    void passesOnWhatAwsFindsWrong() throws Exception {
        var badName = refused(joined(desk.make(REGION, named("?", null))));
        assertThat(badName).isInstanceOf(Failure.Rejected.class);
        assertThat(badName.message()).contains("inferenceProfileName");
        var noSource = new NewProfile("x", NOVA.replace("lite", "none"), null, Map.of(), null);
        assertThat(refused(joined(desk.make(REGION, noSource)))).isInstanceOf(Failure.NotFound.class);
        var tags = IntStream.range(0, 201).boxed().collect(Collectors.toMap(i -> "key" + i, i -> "value"));
        var tooMany = refused(joined(desk.make(REGION, new NewProfile("x", NOVA, null, tags, null))));
        assertThat(tooMany.message()).contains("200 tags").contains("fewer");
        var system = refused(joined(desk.delete(REGION, "us.amazon.nova-lite-v1:0")));
        assertThat(system.message()).contains("System-defined");
    }

    @Test
    void tellsAMissingPermissionAndThrottling() throws Exception {
        bedrock.failControlPlane(REGION, ControlFault.DENIED);
        var denied = refused(joined(desk.make(REGION, named("x", null))));
        assertThat(denied).isInstanceOf(Failure.AccessDenied.class);
        assertThat(denied.message()).contains("bedrock:CreateInferenceProfile");
        bedrock.failControlPlane(REGION, ControlFault.THROTTLED);
        assertThat(refused(joined(desk.delete(REGION, "x")))).isInstanceOf(Failure.Throttled.class);
        bedrock.failControlPlane(REGION, ControlFault.BROKEN);
        assertThat(refused(joined(desk.make(REGION, named("x", null))))).isInstanceOf(Failure.Unavailable.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    AccessDeniedException         | 403 | AccessDenied | needs bedrock:CreateInferenceProfile
                    ConflictException             | 400 | Rejected     | use a new token
                    ResourceNotFoundException     | 404 | NotFound     | Said.
                    ServiceQuotaExceededException | 400 | Rejected     | quota of application inference profiles
                    ThrottlingException           | 429 | Throttled    | at the moment
                    TooManyTagsException          | 400 | Rejected     | fewer tags
                    ValidationException           | 400 | Rejected     | Said.
                    InternalServerException       | 500 | Unavailable  | Said.
                    SomethingNewException         | 400 | Rejected     | Said.
                    """)
    void everyErrorOfTheCallHasItsPlace(String type, int status, String kind, String words) {
        var e = BedrockException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(type)
                        .errorMessage("Said")
                        .build())
                .build();
        var failure = ProfileFailure.of(REGION, "bedrock:CreateInferenceProfile", Duration.ofSeconds(1), e);
        assertThat(failure.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(failure.message()).contains("Said").contains(words);
        assertThat(failure.code().status()).isEqualTo(expected(kind));
    }

    private static int expected(String kind) {
        return switch (kind) {
            case "AccessDenied" -> 403;
            case "NotFound" -> 404;
            case "Throttled" -> 429;
            case "Unavailable" -> 503;
            default -> 400;
        };
    }
}
