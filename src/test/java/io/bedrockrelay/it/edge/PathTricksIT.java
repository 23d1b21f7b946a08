package io.bedrockrelay.it.edge;

import static io.bedrockrelay.it.Keyed.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.it.Keyed;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A path written in another way must not reach what it does not reach as it is: hundreds of ways, over HTTP/1.1 byte
/// for byte and over HTTP/2, without a key and with one of too little.
@Timeout(120)
class PathTricksIT {
    private static final String CHAT = "brk_tricks-chat-0123456789";
    private static final String BOTH = "brk_tricks-both-0123456789";
    private static final String BODY =
            "{\"model\":\"nova-lite\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    private static final String TURN = "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hi\"}]}]}";
    private static final String PROFILE = "{\"name\":\"x\",\"source\":\"nova-lite\"}";
    private static final List<String> FOR_CALLERS = List.of(
            "GET /api/regions",
            "GET /api/models",
            "GET /v1/models",
            "GET /foundation-models",
            "GET /inference-profiles/us.amazon.nova-lite-v1:0",
            "POST /api/chat",
            "POST /v1/chat/completions",
            "POST /v1/messages",
            "POST /model/nova-lite/converse");
    private static final List<String> FOR_ADMINISTRATORS = List.of(
            "POST /api/registry/refresh",
            "POST /api/checks",
            "POST /api/models/nova-lite/check",
            "POST /api/inference-profiles",
            "DELETE /api/inference-profiles/p0123456789a");

    @SuppressWarnings("NullAway.Init")
    private static Curl http2;

    @SuppressWarnings("NullAway.Init")
    private static Keyed keyed;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        var file = folder.resolve("keys.yaml");
        Keyed.write(file, entry("chat", CHAT, "roles: [chat]"), entry("both", BOTH, "roles: [chat, admin]"));
        keyed = Keyed.start(Map.of("relay.access.keys-file", file.toString()));
        http2 = new Curl(folder, keyed.port());
    }

    @AfterAll
    static void stop() {
        keyed.close();
    }

    private static List<String> all() {
        return Stream.concat(FOR_CALLERS.stream(), FOR_ADMINISTRATORS.stream()).toList();
    }

    @Test
    void thereAreHundredsForEachPath() {
        var spellings =
                all().stream().map(call -> Spellings.of(call.split(" ", 2)[1])).toList();
        assertThat(spellings).allSatisfy(each -> assertThat(each).hasSizeGreaterThan(150));
        assertThat(spellings.stream().filter(each -> each.size() >= 200)).hasSizeGreaterThan(10);
        assertThat(spellings.stream().mapToInt(Set::size).sum()).isGreaterThan(all().size() * 200);
    }

    @Test
    void plainOnesAreOpenWithTheirKey() throws Exception {
        for (var call : all()) {
            var words = call.split(" ", 2);
            var answers = new ArrayList<>(http2.ask(List.of(asked(words[0], words[1], BOTH))));
            answers.add(http1(words[0], words[1], BOTH));
            // The profile that is deleted does not exist; its call is made all the same.
            assertThat(answers).as(call).allSatisfy(answer -> assertThat(answer.status())
                    .isIn(200, 201, call.startsWith("DELETE") ? 404 : 200));
        }
    }

    @Test
    void noneOpensWhatIsClosedWithoutAKey() throws Exception {
        stayClosed(all(), null, Set.of(401, 403));
    }

    @Test
    void noneGivesAChatKeyTheCallsOfAdministrators() throws Exception {
        stayClosed(FOR_ADMINISTRATORS, CHAT, Set.of(403, 404, 405));
    }

    @Test
    void noHeaderStandsForThePath() throws Exception {
        for (var call : all()) {
            var words = call.split(" ", 2);
            for (var header : List.of(
                    "X-Original-URL: ",
                    "X-Rewrite-URL: ",
                    "X-Forwarded-Uri: ",
                    "X-Forwarded-Prefix: ",
                    "X-HTTP-Method-Override: ")) {
                var answer = http1(words[0], "/api/nothing", "brk_none\r\n" + header + words[1]);
                assertThat(answer.status()).as(header + call).isEqualTo(401);
            }
        }
    }

    /// @param shut what the door answers; whatever else comes has passed it, unless it is the page
    private static void stayClosed(List<String> calls, @Nullable String key, Set<Integer> shut) throws Exception {
        var opened = new ArrayList<String>();
        long before = reached();
        int asked = 0;
        var multiplexed = new ArrayList<Curl.Asked>();
        for (var call : calls) {
            var words = call.split(" ", 2);
            for (var spelling : Spellings.of(words[1])) {
                asked++;
                if (passed(http1(words[0], spelling, key), shut)) {
                    opened.add("HTTP/1.1 " + words[0] + " " + spelling);
                }
                if (spelling.startsWith("/") && spelling.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
                    multiplexed.add(asked(words[0], spelling, key));
                }
            }
        }
        var answers = http2.ask(multiplexed);
        for (int i = 0; i < answers.size(); i++) {
            asked++;
            if (passed(answers.get(i), shut)) {
                opened.add("HTTP/2 " + multiplexed.get(i).method() + " "
                        + multiplexed.get(i).target());
            }
        }
        assertThat(opened).isEmpty();
        assertThat(asked).isGreaterThan(calls.size() * 400);
        assertThat(reached()).as("calls that reached Bedrock").isEqualTo(before);
    }

    private static boolean passed(PathAnswer answer, Set<Integer> shut) {
        return answer.routed() && !answer.isPage() && !shut.contains(answer.status());
    }

    private static long reached() {
        return Stream.of(
                        "ListFoundationModels",
                        "CreateInferenceProfile",
                        "DeleteInferenceProfile",
                        "Converse",
                        "ConverseStream",
                        "InvokeModel",
                        "InvokeModelWithResponseStream")
                .mapToLong(keyed.bedrock()::requests)
                .sum();
    }

    private static String body(String path) {
        if (path.contains("profiles")) {
            return PROFILE;
        }
        return path.contains("/model/")
                ? TURN
                : path.contains("/api/chat") ? BODY.replace("max_tokens", "maxTokens") : BODY;
    }

    private static PathAnswer http1(String method, String path, @Nullable String key) throws IOException {
        var body = body(path);
        try (var raw = new RawHttp(keyed.port(), 10_000)) {
            raw.send(method + " " + path + " HTTP/1.1\r\nHost: relay\r\n"
                    + (key == null ? "" : "Authorization: Bearer " + key + "\r\n")
                    + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
            var answer = raw.read(false);
            return PathAnswer.of(
                    answer.status(),
                    answer.headers().containsKey("x-request-id"),
                    answer.headers().get("content-type"),
                    answer.text());
        } catch (EOFException | SocketException closed) {
            return PathAnswer.CLOSED;
        }
    }

    private static Curl.Asked asked(String method, String path, @Nullable String key) {
        return new Curl.Asked(method, path, key, body(path));
    }
}
