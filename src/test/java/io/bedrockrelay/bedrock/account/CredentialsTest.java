package io.bedrockrelay.bedrock.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bedrockrelay.catalogue.BlockingCalls;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;

class CredentialsTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final ArrayDeque<Runnable> background = new ArrayDeque<>();
    private int asked;
    private @Nullable SdkClientException trouble;

    private final Credentials credentials =
            new Credentials(null, this::answer, new BlockingCalls(background::add), now::get);

    private AwsSessionCredentials answer() {
        asked++;
        if (trouble != null) {
            throw trouble;
        }
        return AwsSessionCredentials.builder()
                .accessKeyId("key-" + asked)
                .secretAccessKey("secret")
                .sessionToken("token")
                .expirationTime(now.get().plus(Duration.ofMinutes(5)))
                .build();
    }

    private void runBackground() {
        Objects.requireNonNull(background.poll(), "nothing to do").run();
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    private String key() {
        var identity = credentials.current().join();
        return ((Identity.Keys) identity).credentials().accessKeyId();
    }

    @Test
    void asksInTheBackgroundAndOnceForAllWhoWait() {
        var first = credentials.current();
        var second = credentials.current();
        assertThat(asked).isZero();
        assertThat(first).isNotDone();
        assertThat(background).hasSize(1);
        runBackground();
        assertThat(first).isCompleted();
        assertThat(second).isCompleted();
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void theLastAnswerServesWhileTheNextIsFetched() {
        var _ = credentials.current();
        runBackground();
        pass(Duration.ofSeconds(59));
        assertThat(key()).isEqualTo("key-1");
        assertThat(background).isEmpty();
        pass(Duration.ofSeconds(2));
        assertThat(key()).isEqualTo("key-1");
        assertThat(background).hasSize(1);
        runBackground();
        assertThat(key()).isEqualTo("key-2");
    }

    @Test
    void expiredCredentialsAreNeverUsed() {
        var _ = credentials.current();
        runBackground();
        pass(Duration.ofMinutes(5));
        var identity = credentials.current();
        assertThat(identity).isNotDone();
        runBackground();
        assertThat(key()).isEqualTo("key-2");
    }

    @Test
    void aFailingRefreshLeavesTheLastAnswerAndIsTriedAgain() {
        var _ = credentials.current();
        runBackground();
        trouble = SdkClientException.create("no metadata service");
        pass(Duration.ofMinutes(2));
        assertThat(key()).isEqualTo("key-1");
        runBackground();
        assertThat(key()).isEqualTo("key-1");
        assertThat(background).hasSize(1);
    }

    @Test
    void withoutCredentialsTheCallerLearnsWhy() {
        trouble = SdkClientException.create("Unable to load credentials");
        var identity = credentials.current();
        runBackground();
        assertThatThrownBy(identity::join).hasRootCauseInstanceOf(SdkClientException.class);
        trouble = null;
        var _ = credentials.current();
        runBackground();
        assertThat(key()).isEqualTo("key-2");
    }

    @Test
    void whoAsksDuringShutdownIsToldSo() {
        var late = new Credentials(
                null,
                this::answer,
                new BlockingCalls(_ -> {
                    throw new RejectedExecutionException("shut down");
                }),
                now::get);
        assertThat(late.current()).isCompletedExceptionally();
        assertThat(late.current()).isCompletedExceptionally();
    }

    @Test
    void anApiKeyIsPreferredAndNothingIsAsked() {
        var keyed = new Credentials("api-key", this::answer, new BlockingCalls(background::add), now::get);
        assertThat(keyed.current().join()).isEqualTo(new Identity.Bearer("api-key"));
        assertThat(Objects.requireNonNull(keyed.tokens()).resolveToken().token())
                .isEqualTo("api-key");
        assertThat(background).isEmpty();
        assertThat(credentials.tokens()).isNull();
    }
}
