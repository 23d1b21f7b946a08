package io.bedrockrelay.it;

import static io.bedrockrelay.it.Keyed.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.bedrockrelay.it.matrix.By;
import io.bedrockrelay.it.matrix.Client;
import io.bedrockrelay.it.matrix.Feature;
import io.bedrockrelay.it.matrix.Shows;
import io.restassured.RestAssured;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What each client is told by a relay that lets in only who belongs, and only one at a time.
@Timeout(90)
@By(Client.OPENAI)
class ClientDoorIT {
    private static final String EVERYONE = "io.bedrockrelay.it.Knock#all";
    private static final String ANY = "brk_any-0123456789";
    private static final String EMBEDDINGS_ONLY = "brk_embeddings-0123456789";

    @SuppressWarnings("NullAway.Init")
    private static Keyed keyed;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        var file = folder.resolve("keys.yaml");
        Keyed.write(
                file, entry("any", ANY, ""), entry("embeddings", EMBEDDINGS_ONLY, "models: [amazon.titan-embed-*]"));
        keyed = Keyed.start(Map.of(
                "relay.access.keys-file", file.toString(), "relay.stream.max-open", "1", "relay.regions", "us-east-1"));
        RestAssured.port = keyed.port();
    }

    @AfterAll
    static void stop() {
        keyed.close();
    }

    @ParameterizedTest
    @MethodSource(EVERYONE)
    @Shows(Feature.UNAUTHENTICATED)
    void aKeyThatNobodyHasIsRefused(Knock knock) {
        knock.require();
        assertThatCode(() -> knock.ask(ANY)).doesNotThrowAnyException();
        assertThat(name(knock, "brk_none-0123456789"))
                .isEqualTo(
                        switch (knock.client()) {
                            case OPENAI, OPENAI_ASYNC -> "UnauthorizedException";
                            case ANTHROPIC_CLAUDE, ANTHROPIC_OTHER, ANTHROPIC_ASYNC -> "UnauthorizedException";
                            case ANTHROPIC_BEDROCK -> "PermissionDeniedException";
                            case AWS_SYNC, AWS_HTTP_1, AWS_HTTP_2, AWS_JAVASCRIPT -> "AccessDeniedException";
                            case LANGCHAIN -> "AuthenticationException";
                            default -> throw new AssertionError(knock);
                        });
    }

    @ParameterizedTest
    @MethodSource(EVERYONE)
    @Shows(Feature.FORBIDDEN)
    void aModelThatTheKeyMayNotUseIsRefused(Knock knock) {
        knock.require();
        assertThat(name(knock, EMBEDDINGS_ONLY))
                .isEqualTo(
                        switch (knock.client()) {
                            case OPENAI, OPENAI_ASYNC -> "PermissionDeniedException";
                            case ANTHROPIC_CLAUDE, ANTHROPIC_OTHER, ANTHROPIC_ASYNC -> "PermissionDeniedException";
                            case ANTHROPIC_BEDROCK -> "PermissionDeniedException";
                            case AWS_SYNC, AWS_HTTP_1, AWS_HTTP_2, AWS_JAVASCRIPT -> "AccessDeniedException";
                            case LANGCHAIN -> "AuthenticationException";
                            default -> throw new AssertionError(knock);
                        });
    }

    @ParameterizedTest
    @MethodSource(EVERYONE)
    @Shows(Feature.OVERLOADED)
    void aRelayThatIsFullSaysSo(Knock knock) throws Exception {
        knock.require();
        try (var other = stalled()) {
            assertThat(other.read()).isNotNegative();
            assertThat(name(knock, ANY))
                    .isEqualTo(
                            switch (knock.client()) {
                                case OPENAI, OPENAI_ASYNC -> "InternalServerException";
                                case ANTHROPIC_CLAUDE, ANTHROPIC_OTHER, ANTHROPIC_ASYNC -> "OverloadedException";
                                case ANTHROPIC_BEDROCK -> "ServiceUnavailableException";
                                case AWS_SYNC, AWS_HTTP_1, AWS_HTTP_2, AWS_JAVASCRIPT -> "ServiceUnavailableException";
                                case LANGCHAIN -> "InternalServerException";
                                default -> throw new AssertionError(knock);
                            });
        }
        assertThat(keyed.bedrock().awaitIdle(Clients.PATIENCE)).isTrue();
    }

    /// A stream of somebody else's that goes on until it is closed.
    private static InputStream stalled() throws Exception {
        var body =
                "{\"model\":\"nova-pro\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi [[emulate: stall after=2]]\"}]}";
        var request = HttpRequest.newBuilder(URI.create(Clients.relay() + "/api/chat"))
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .header("Authorization", "Bearer " + ANY)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return http.send(request, HttpResponse.BodyHandlers.ofInputStream()).body();
    }

    private static String name(Knock knock, String key) {
        var thrown = catchThrowable(() -> knock.ask(key));
        assertThat(thrown).isNotNull();
        return thrown instanceof Knock.Told told
                ? String.valueOf(told.getMessage())
                : thrown.getClass().getSimpleName();
    }
}
