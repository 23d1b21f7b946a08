package io.bedrockrelay.it;

import static io.bedrockrelay.it.Keyed.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
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
    private static final String BODY =
            "{\"model\":\"nova-lite\",\"max_tokens\":9,\"name\":\"x\",\"source\":\"nova-lite\","
                    + "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    private static final List<String> CLOSED = List.of(
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

    private static final Vertx VERTX = Vertx.vertx();
    private static HttpClient http2;
    private static Keyed keyed;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        var file = folder.resolve("keys.yaml");
        Keyed.write(file, entry("chat", CHAT, "roles: [chat]"));
        keyed = Keyed.start(Map.of("relay.access.keys-file", file.toString()));
        http2 = VERTX.createHttpClient(
                new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2ClearTextUpgrade(false));
    }

    @AfterAll
    static void stop() {
        keyed.close();
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    /// The path in other ways; the first is the plain one.
    static Set<String> variants(String path) {
        var variants = new LinkedHashSet<String>();
        variants.add(path);
        variants.add(path.toUpperCase(Locale.ROOT));
        variants.add(path.replaceFirst("/a", "/A").replaceFirst("/v", "/V").replaceFirst("/m", "/M"));
        for (var slash : List.of(
                "//",
                "///",
                "/./",
                "/x/../",
                "/%2e/",
                "/%2E/",
                "/x/%2e%2e/",
                "/x/%2E./",
                "/x/..%2f",
                "/x/%2e%2e%2f",
                "/%252e/",
                "/x/%252e%252e/",
                "/..;/",
                "/x/..;/",
                "/;/",
                "/;x=y/",
                "%2F",
                "%2f",
                "%252F",
                "%252f",
                "\\",
                "%5C",
                "%5c",
                "/%5C",
                "/\\",
                "%ef%bc%8f",
                "%c0%af",
                "/%c0%ae/",
                "/%00/",
                "/%20/",
                "/%09/",
                "/%0d%0a/")) {
            variants.add(path.replace("/", slash));
            variants.add(replaceLast(path, slash));
            variants.add(slash + path.substring(1));
            variants.add("/api" + slash + ".." + path);
        }
        for (var end : List.of(
                "/",
                "//",
                "/.",
                "/./",
                "/..",
                "/x/..",
                "/%2e",
                "/x/%2e%2e",
                ".",
                "..",
                "%2e",
                ";",
                ";x=y",
                ";/",
                ";.js",
                "%3bx",
                "%20",
                "%00",
                "%0a",
                "%09",
                "?",
                "??",
                "?x",
                "#",
                "%3f",
                "%23",
                "%",
                "%2",
                "%zz",
                "%2F",
                "%252F",
                "\\",
                "%5c",
                "/*",
                ".json",
                ".html",
                ".css",
                "/index.html",
                "/favicon.ico",
                "/../page/app.js",
                "~",
                "+",
                "%E2%80%8B")) {
            variants.add(path + end);
        }
        for (var start : List.of(
                "http://relay",
                "http://relay:80",
                "HTTP://RELAY",
                "https://relay",
                "http://user@relay",
                "http://relay/",
                "http://relay/.",
                "http://relay/page/..",
                "http:",
                "//relay",
                "/page/..",
                "/page/../",
                "/page/%2e%2e",
                "/page;/..",
                "/q/..",
                "/q/%2e%2e",
                "/favicon.ico/..",
                "/index.html/..",
                "/.",
                "/%2e",
                "/..",
                "/;",
                "*",
                "x",
                "")) {
            variants.add(start + path);
            variants.add(start + path.substring(1));
        }
        for (int i = 1; i < path.length(); i += 3) {
            var code = Integer.toHexString(path.charAt(i));
            variants.add(path.substring(0, i) + "%" + code + path.substring(i + 1));
            variants.add(path.substring(0, i) + "%25" + code + path.substring(i + 1));
        }
        variants.removeIf(String::isEmpty);
        return variants;
    }

    private static String replaceLast(String path, String slash) {
        int last = path.lastIndexOf('/');
        return path.substring(0, last) + slash + path.substring(last + 1);
    }

    @Test
    void thereAreHundredsOfThem() {
        assertThat(variants("/api/registry/refresh")).hasSizeGreaterThan(200);
    }

    @Test
    void noneOpensWhatIsClosedWithoutAKey() throws Exception {
        var calls = new ArrayList<>(CLOSED);
        calls.addAll(FOR_ADMINISTRATORS);
        stayClosed(calls, "");
    }

    @Test
    void noneGivesAChatKeyTheCallsOfAdministrators() throws Exception {
        stayClosed(FOR_ADMINISTRATORS, "Authorization: Bearer " + CHAT + "\r\n");
    }

    @Test
    void noHeaderStandsForThePath() throws Exception {
        for (var call : CLOSED) {
            var words = call.split(" ", 2);
            for (var header : List.of(
                    "X-Original-URL: ", "X-Rewrite-URL: ", "X-Forwarded-Prefix: ", "X-HTTP-Method-Override: ")) {
                var status = status(words[0], "/api/nothing", header + words[1] + "\r\n");
                assertThat(status).as(header + call).isIn(400, 401, 403, 404, 405);
            }
        }
    }

    private static void stayClosed(List<String> calls, String header) throws Exception {
        var opened = new ArrayList<String>();
        long before = reached();
        for (var call : calls) {
            var words = call.split(" ", 2);
            for (var variant : variants(words[1])) {
                if (isOpen(status(words[0], variant, header))) {
                    opened.add("HTTP/1.1 " + words[0] + " " + variant);
                }
                if (variant.startsWith("/")
                        && variant.chars().allMatch(c -> c > ' ' && c < 0x7F)
                        && isOpen(statusOverHttp2(words[0], variant, header))) {
                    opened.add("HTTP/2 " + words[0] + " " + variant);
                }
            }
        }
        assertThat(opened).isEmpty();
        assertThat(reached()).as("calls that reached Bedrock").isEqualTo(before);
    }

    private static boolean isOpen(int status) {
        return status >= 200 && status < 400;
    }

    private static long reached() {
        return keyed.bedrock().requests("ListFoundationModels")
                + keyed.bedrock().requests("CreateInferenceProfile")
                + keyed.bedrock().requests("DeleteInferenceProfile")
                + keyed.bedrock().requests("Converse")
                + keyed.bedrock().requests("ConverseStream");
    }

    /// 0 for a connection that is closed instead of an answer. The page itself, which is for everybody, counts as
    /// nothing found.
    private static int status(String method, String path, String header) throws IOException {
        try (var raw = new RawHttp(keyed.port(), 10_000)) {
            raw.send(method + " " + path + " HTTP/1.1\r\nHost: relay\r\n" + header
                    + "Content-Type: application/json\r\n" + "Content-Length: " + BODY.length() + "\r\n\r\n" + BODY);
            var answer = raw.read(false);
            return isPage(answer.headers().get("content-type")) ? 404 : answer.status();
        } catch (EOFException | SocketException closed) {
            return 0;
        }
    }

    private static int statusOverHttp2(String method, String path, String header) throws Exception {
        var options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(method))
                .setHost("localhost")
                .setPort(keyed.port())
                .setURI(path);
        if (!header.isEmpty()) {
            options.putHeader("Authorization", "Bearer " + CHAT);
        }
        try {
            return http2.request(options)
                    .compose(request -> request.send(Buffer.buffer(BODY)))
                    .compose(response -> response.body()
                            .map(_ -> isPage(response.getHeader("Content-Type")) ? 404 : response.statusCode()))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
        } catch (ExecutionException refused) {
            return 0;
        }
    }

    private static boolean isPage(String contentType) {
        return contentType != null
                && (contentType.startsWith("text/html")
                        || contentType.startsWith("text/css")
                        || contentType.startsWith("text/javascript")
                        || contentType.startsWith("image/"));
    }
}
