package io.bedrockrelay.it;

import io.bedrockrelay.it.ClaudeCode.Place;
import io.bedrockrelay.it.ClaudeCode.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The real Claude Code works with the packaged relay, whichever model it is given: as a gateway in Anthropic's place
/// and as a gateway in Bedrock's. Two sessions run at a time, each with a deadline of its own.
@Timeout(300)
class ClaudeCodeIT {
    private static final Map<String, String> SETTINGS = Map.of("relay.retry.attempts", "1");
    /// Under this name the client would ask for its newest Opus instead.
    private static final String G4 = "us.anthropic.claude-opus-4-1-20250805-v1:0";

    private static final List<String> BY_GATEWAY = List.of(
            G4,
            "claude-sonnet-4-5",
            "claude-haiku-4-5",
            "claude-opus-4-5",
            "claude-sonnet-4-6",
            "claude-opus-4-7",
            "claude-opus-4-8",
            "claude-sonnet-5",
            "claude-opus-5",
            "amazon.nova-2-lite-v1:0",
            "amazon.nova-lite-v1:0",
            "gpt-oss-120b",
            "openai.gpt-5.6-sol",
            "qwen.qwen3-32b-v1:0",
            "moonshotai.kimi-k2.5",
            "zai.glm-5",
            "deepseek.v3.2",
            "mistral.mistral-large-3-675b-instruct",
            "meta.llama4-maverick-17b-instruct-v1:0");
    private static final List<String> IN_PLACE_OF_BEDROCK = List.of(
            G4,
            "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
            "us.anthropic.claude-haiku-4-5-20251001-v1:0",
            "us.anthropic.claude-opus-4-5-20251101-v1:0",
            "us.anthropic.claude-sonnet-4-6",
            "us.anthropic.claude-opus-4-7",
            "us.anthropic.claude-opus-4-8",
            "us.anthropic.claude-sonnet-5",
            "us.anthropic.claude-opus-5",
            "us.amazon.nova-2-lite-v1:0");
    private static final List<String> BY_AN_OLDER_CLIENT = List.of(
            "claude-haiku-4-5", "claude-sonnet-4-6", "claude-opus-4-8", "claude-opus-5", "amazon.nova-2-lite-v1:0");

    private static final List<String> OLDER_IN_PLACE_OF_BEDROCK = List.of(
            G4,
            "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
            "us.anthropic.claude-opus-4-7",
            "us.anthropic.claude-opus-4-8",
            "us.anthropic.claude-opus-5",
            "us.amazon.nova-2-lite-v1:0");

    @SuppressWarnings("NullAway.Init")
    private static OwnRelay relay;

    @SuppressWarnings("NullAway.Init")
    private static ExecutorService two;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path folder;

    @BeforeAll
    static void start() throws Exception {
        relay = OwnRelay.start(SETTINGS);
        two = Executors.newFixedThreadPool(2);
    }

    @AfterAll
    static void stop() {
        two.shutdownNow();
        relay.close();
    }

    @TestFactory
    Stream<DynamicTest> byTheGateway() {
        return sessions(Version.NEWEST, Place.ANTHROPIC, BY_GATEWAY, 0);
    }

    @TestFactory
    Stream<DynamicTest> inPlaceOfBedrock() {
        return sessions(Version.NEWEST, Place.BEDROCK, IN_PLACE_OF_BEDROCK, 1);
    }

    @TestFactory
    Stream<DynamicTest> byAnOlderClient() {
        return sessions(Version.OLDER, Place.ANTHROPIC, BY_AN_OLDER_CLIENT, 1);
    }

    @TestFactory
    Stream<DynamicTest> byAnOlderClientInPlaceOfBedrock() {
        return sessions(Version.OLDER, Place.BEDROCK, OLDER_IN_PLACE_OF_BEDROCK, 2);
    }

    /// What the first session's refusals taught holds for the next one.
    @Test
    void learnsNothingTwice() throws Exception {
        for (int repeats : new int[] {2, 0}) {
            session(Version.OLDER, Place.BEDROCK, "us.anthropic.claude-opus-4-6-v1")
                    .isWhole(relay, repeats);
        }
    }

    /// All of them are on their way when the first is looked at.
    private static Stream<DynamicTest> sessions(Version version, Place place, List<String> models, int repeats) {
        var held = new ArrayList<Future<ClaudeSession>>();
        models.forEach(model -> held.add(two.submit(() -> session(version, place, model))));
        return Stream.iterate(0, next -> next < models.size(), next -> next + 1)
                .map(index -> DynamicTest.dynamicTest(
                        models.get(index), () -> ended(held.get(index)).isWhole(relay, repeats)));
    }

    private static ClaudeSession session(Version version, Place place, String model) throws Exception {
        return ClaudeSession.held(relay, version, place, Files.createTempDirectory(folder, "session"), model);
    }

    /// A session that was skipped skips its test.
    private static ClaudeSession ended(Future<ClaudeSession> session) throws Throwable {
        try {
            return session.get();
        } catch (ExecutionException failed) {
            throw Objects.requireNonNull(failed.getCause());
        }
    }
}
