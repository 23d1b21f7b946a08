package io.bedrockrelay.bedrock.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bedrockrelay.catalogue.BlockingCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.profiles.ProfileFile;

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
        pass(Duration.ofSeconds(9));
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
    void whatAwsDoesNotKnowAnyMoreIsAskedForAnewAtOnceAndOnceForAll() {
        var _ = credentials.current();
        runBackground();
        var refused = credentials.current().join();
        var first = credentials.renewed(refused);
        var second = credentials.renewed(refused);
        assertThat(background).hasSize(1);
        runBackground();
        assertThat(first.join()).isNotEqualTo(refused).isEqualTo(second.join());
        // Who comes late with the old ones gets the new ones, and nobody is asked.
        assertThat(credentials.renewed(refused).join()).isEqualTo(first.join());
        assertThat(background).isEmpty();
    }

    @Test
    void credentialsThatStayRefusedAreNotAskedForAgainAndAgain() {
        var _ = credentials.current();
        runBackground();
        var _ = credentials.renewed(credentials.current().join());
        runBackground();
        var still = credentials.current().join();
        for (int call = 0; call < 1_000; call++) {
            assertThat(credentials.renewed(still).join()).isEqualTo(still);
        }
        assertThat(background).isEmpty();
        pass(Duration.ofSeconds(10));
        var _ = credentials.renewed(still);
        assertThat(background).hasSize(1);
    }

    @Test
    void renewingMakesTheChainAnew() {
        var made = new ArrayDeque<AwsBasicCredentials>();
        made.add(AwsBasicCredentials.create("old", "secret"));
        made.add(AwsBasicCredentials.create("new", "secret"));
        var chain = new RenewableChain(() -> {
            var mine = made.remove();
            return () -> mine;
        });
        var own = new Credentials(null, chain, new BlockingCalls(Runnable::run), now::get);
        var old = own.current().join();
        pass(Duration.ofSeconds(30));
        assertThat(own.current().join()).isEqualTo(old);
        assertThat(own.renewed(old).join()).isEqualTo(new Identity.Keys(AwsBasicCredentials.create("new", "secret")));
        assertThat(chain.resolveCredentials().accessKeyId()).isEqualTo("new");
    }

    @Test
    void theReasonOfEachSourceIsToldWithoutItsSecrets() {
        var token = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzeXN0ZW0ifQ.c2lnbmF0dXJlLW9mLXRoZS10b2tlbg";
        assertThat(Redacted.reason(SdkClientException.create(
                        "Unable to load credentials from any of the providers in the chain: [WebIdentityTokenCredentials"
                                + "Provider(): User: arn:aws:sts::1:x is not authorized to perform:"
                                + " sts:AssumeRoleWithWebIdentity with " + token + "]")))
                .contains("is not authorized to perform: sts:AssumeRoleWithWebIdentity")
                .doesNotContain(token, "c2lnbmF0dXJl");
        assertThat(Redacted.reason(new IllegalArgumentException(
                        "failed",
                        new IllegalArgumentException("Illegal character(s) in message header value: abc\ndef"))))
                .startsWith("failed <- Illegal character(s) in message header value:")
                .doesNotContain("abc", "def", "\n");
    }

    @Test
    void profileFilesAreReadAnewOnceTheyHaveChanged(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("credentials"), profile("first"));
        var profiles = new WatchedProfiles(
                () -> ProfileFile.builder()
                        .content(file)
                        .type(ProfileFile.Type.CREDENTIALS)
                        .build(),
                List.of(folder.resolve("config"), file));
        var chain = ProfileCredentialsProvider.builder()
                .profileFile(profiles)
                .profileName("default")
                .build();
        assertThat(chain.resolveCredentials().accessKeyId()).isEqualTo("first");
        assertThat(profiles.get()).isSameAs(profiles.get());
        Files.writeString(file, profile("second"));
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(2)));
        assertThat(chain.resolveCredentials().accessKeyId()).isEqualTo("second");
        Files.writeString(file, "[default\nnonsense");
        assertThat(chain.resolveCredentials().accessKeyId()).isEqualTo("second");
    }

    private static String profile(String key) {
        return "[default]\naws_access_key_id = " + key + "\naws_secret_access_key = secret\n";
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
