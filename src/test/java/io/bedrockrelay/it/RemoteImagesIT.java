package io.bedrockrelay.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Images that a request names by their URLs, in each API that can name one: not fetched unless wished, and then never
/// from inside the network.
@Timeout(60)
class RemoteImagesIT {
    private static OwnRelay off;
    private static OwnRelay on;

    /// One of the APIs.
    ///
    /// @param field by which its users know the URL
    /// @param body with a place for the URL
    private record Api(String path, String field, String body) {
        void refused(OwnRelay relay, String url, String... words) {
            var answer = given().port(relay.port())
                    .contentType("application/json")
                    .body(body.formatted(url))
                    .post(path);
            var at = path + " " + url + ": " + answer.asString();
            assertThat(answer.statusCode()).as(at).isEqualTo(400);
            String message = answer.path(path.equals("/api/chat") ? "data.message" : "error.message");
            // Nor is it a connection that failed.
            assertThat(message).as(at).contains("'" + field + "' ").doesNotContain("could not be fetched");
            for (var word : words) {
                assertThat(message).as(at).contains(word);
            }
        }
    }

    private static final List<Api> APIS = List.of(
            new Api("/api/chat", "messages[0].content[0].url", """
                    {"model":"nova-lite","messages":[{"role":"user","content":[
                     {"type":"image","format":"png","url":"%s"}]}]}"""),
            new Api("/v1/chat/completions", "messages[0].content[0].image_url.url", """
                    {"model":"nova-lite","messages":[{"role":"user","content":[
                     {"type":"image_url","image_url":{"url":"%s"}}]}]}"""),
            new Api("/v1/messages", "messages[0].content[0].source.url", """
                    {"model":"nova-lite","max_tokens":9,"messages":[{"role":"user","content":[
                     {"type":"image","source":{"type":"url","url":"%s"}}]}]}"""));

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        off = OwnRelay.start(Map.of());
        // What the name service says.
        var hosts = folder.resolve("hosts");
        Files.writeString(hosts, """
                127.0.0.1 localhost
                ::1 localhost6
                10.1.2.3 intranet.example
                169.254.169.254 metadata.example
                93.184.216.34 mixed.example
                192.168.1.1 mixed.example
                """);
        on = OwnRelay.start(
                Map.of("relay.images.remote", "true", "relay.images.timeout", "5s"), "-Djdk.net.hosts.file=" + hosts);
    }

    @AfterAll
    static void stop() {
        for (var relay : new OwnRelay[] {off, on}) {
            if (relay != null) {
                relay.close();
            }
        }
    }

    @Test
    void unlessWishedNoneIsFetchedAndTheRemedyIsTold() {
        for (var api : APIS) {
            api.refused(off, "https://pictures.example/a.png", "base64", "relay.images.remote");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://93.184.216.34/a.png",
                "https://93.184.216.34:8443/a.png",
                "https://user@93.184.216.34/a.png",
                "file:///etc/passwd",
                "ftp://93.184.216.34/a.png"
            })
    void onlyPlainHttpsIsFetched(String url) {
        for (var api : APIS) {
            api.refused(on, url, url.contains(":8443") ? "port 443" : "http");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/a.png",
                "https://localhost/a.png",
                "https://localhost6/a.png",
                "https://[::1]/a.png",
                "https://0.0.0.0/a.png",
                "https://10.0.0.1/a.png",
                "https://172.16.0.1/a.png",
                "https://169.254.169.254/latest/meta-data/",
                "https://[fe80::1]/a.png",
                "https://[fd00:ec2::254]/a.png",
                "https://[::ffff:10.0.0.1]/a.png",
                "https://[64:ff9b::a00:1]/a.png",
                "https://0x7f000001/a.png",
                "https://2130706433/a.png",
                "https://127.1/a.png",
                "https://intranet.example/a.png",
                "https://metadata.example/a.png",
                "https://mixed.example/a.png"
            })
    void nothingInsideIsFetchedWhateverItIsCalled(String url) {
        for (var api : APIS) {
            api.refused(on, url);
        }
    }

    @Test
    void aHostThatThereIsNotIsTold() {
        for (var api : APIS) {
            api.refused(on, "https://nowhere.example/a.png", "cannot be found");
        }
    }

    /// Not even a connection is made.
    @Test
    void nobodyInsideIsKnockedAt() throws Exception {
        try (var listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            listener.setSoTimeout(300);
            for (var api : APIS) {
                api.refused(on, "https://localhost:" + listener.getLocalPort() + "/a.png");
                api.refused(on, "https://127.0.0.1:" + listener.getLocalPort() + "/a.png");
            }
            assertThat(knocked(listener)).isFalse();
        }
        assertThat(on.bedrock().lastRequests())
                .noneMatch(request -> request.toString().contains("/converse"));
    }

    private static boolean knocked(ServerSocket listener) throws Exception {
        try (var _ = listener.accept()) {
            return true;
        } catch (SocketTimeoutException nobody) {
            return false;
        }
    }
}
