package io.bedrockrelay.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bedrockrelay.chat.Block;
import io.bedrockrelay.chat.ChatRequest;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.Message;
import io.bedrockrelay.chat.Result;
import io.bedrockrelay.chat.Role;
import io.bedrockrelay.chat.Sampling;
import io.bedrockrelay.chat.Settings;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PfxOptions;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Against a real host with TLS, whose name leads to the loopback address.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class FetcherTest {
    private static final byte[] PIXEL = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger lookups = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private PfxOptions store = new PfxOptions();
    private HttpServer server = vertx.createHttpServer();

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        var file = folder.resolve("host.p12");
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "host",
                        "-dname",
                        "CN=pictures.example",
                        "-ext",
                        "SAN=dns:pictures.example",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS) && keytool.exitValue() == 0)
                .isTrue();
        store = new PfxOptions()
                .setValue(vertx.fileSystem().readFileBlocking(file.toString()))
                .setPassword("changeit");
        server = vertx.createHttpServer(new HttpServerOptions()
                        .setSsl(true)
                        .setKeyCertOptions(store)
                        .setHost("127.0.0.1")
                        .setPort(0))
                .connectionHandler(_ -> connections.incrementAndGet())
                .requestHandler(FetcherTest::serve);
        joined(server.listen());
    }

    @AfterAll
    void stop() throws Exception {
        joined(vertx.close());
    }

    private static void serve(HttpServerRequest request) {
        var response = request.response().putHeader("Content-Type", "image/png");
        switch (String.valueOf(request.path())) {
            case "/pixel" ->
                response.putHeader("Content-Type", "Image/JPEG; charset=x").end(Buffer.buffer(PIXEL));
            case "/host" -> response.setStatusCode(isNamed(request) ? 200 : 421).end(Buffer.buffer(PIXEL));
            case "/redirect" ->
                response.setStatusCode(302)
                        .putHeader("Location", "https://169.254.169.254/")
                        .end();
            case "/missing" -> response.setStatusCode(404).end();
            case "/html" -> response.putHeader("Content-Type", "text/html").end("<html>");
            case "/svg" -> response.putHeader("Content-Type", "image/svg+xml").end("<svg/>");
            case "/lie" -> response.end("not a picture at all");
            case "/empty" -> response.end();
            case "/large" -> response.end(Buffer.buffer(PIXEL).appendBytes(new byte[2000]));
            case "/endless" -> pour(response.setChunked(true));
            default -> {
                // Never answers.
            }
        }
    }

    private static boolean isNamed(HttpServerRequest request) {
        var authority = request.authority();
        return authority != null && authority.host().equals("pictures.example");
    }

    private static void pour(io.vertx.core.http.HttpServerResponse response) {
        if (!response.closed()) {
            response.write(Buffer.buffer(new byte[512])).onSuccess(_ -> pour(response));
        }
    }

    private static <T> T joined(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(40, TimeUnit.SECONDS);
    }

    private static ImageSettings settings(boolean remote, Duration timeout) {
        return new ImageSettings() {
            @Override
            public boolean remote() {
                return remote;
            }

            @Override
            public MemorySize maxSize() {
                return new MemorySize(BigInteger.valueOf(1024));
            }

            @Override
            public Duration timeout() {
                return timeout;
            }

            @Override
            public int perRequest() {
                return 2;
            }

            @Override
            public int concurrency() {
                return 2;
            }
        };
    }

    private Fetcher fetcher(Fetcher.Lookup lookup, Predicate<InetAddress> open, Duration timeout) {
        return new Fetcher(
                vertx, settings(true, timeout), lookup, open, new HttpClientOptions().setTrustOptions(store));
    }

    private InetAddress[] loopback(String host) throws java.net.UnknownHostException {
        lookups.incrementAndGet();
        return new InetAddress[] {InetAddress.getLoopbackAddress()};
    }

    private Picture fetch(String host, String path) throws Exception {
        try (var fetcher =
                fetcher(this::loopback, _ -> true, path.equals("/silent") ? Duration.ofSeconds(1) : PATIENCE)) {
            return joined(fetcher.fetch(new Location(host, server.actualPort(), path)));
        } catch (ExecutionException failed) {
            throw (Exception) failed.getCause();
        }
    }

    @Test
    void anImageIsFetchedByOneLookupAndItsBytesSayWhatItIs() throws Exception {
        lookups.set(0);
        var picture = fetch("pictures.example", "/pixel");
        assertThat(picture.format()).isEqualTo("png");
        assertThat(Base64.getDecoder().decode(picture.base64())).isEqualTo(PIXEL);
        assertThat(fetch("pictures.example", "/host").format()).isEqualTo("png");
        assertThat(lookups).hasValue(2);
    }

    @ParameterizedTest
    @CsvSource({
        "/redirect, is redirected",
        "/missing, HTTP 404",
        "/html, is no image",
        "/svg, is no image",
        "/lie, is no image",
        "/empty, is no image",
        "/large, larger than 1024",
        "/endless, larger than 1024",
        "/silent, in time"
    })
    void whatIsNoSmallImageIsRefused(String path, String words) {
        assertThatThrownBy(() -> fetch("pictures.example", path))
                .isInstanceOf(Fetcher.Unfetched.class)
                .hasMessageContaining(words);
    }

    @Test
    void aHostThatCannotProveItsNameIsRefused() {
        assertThatThrownBy(() -> fetch("other.example", "/pixel")).hasMessageContaining("could not be fetched");
    }

    @Test
    void oneClosedAddressAmongManyClosesAHostAndNoConnectionIsMade() throws Exception {
        int before = connections.get();
        Fetcher.Lookup twoFaced =
                _ -> new InetAddress[] {InetAddress.getByName("8.8.8.8"), InetAddress.getLoopbackAddress()};
        try (var fetcher = fetcher(twoFaced, PublicAddress::test, PATIENCE)) {
            var location = new Location("rebind.example", server.actualPort(), "/pixel");
            assertThatThrownBy(() -> joined(fetcher.fetch(location)))
                    .hasMessageContaining("not on the public Internet");
        }
        assertThat(connections).hasValue(before);
    }

    @Test
    void theFieldOfTheCallersOwnBodyIsNamed() throws Exception {
        assertThat(refusal(false, "https://pictures.example/pixel"))
                .isEqualTo(new Failure.Invalid(
                        "messages[3].content[1].image_url.url",
                        "'messages[3].content[1].image_url.url' is a URL, which is not fetched here; send the image"
                                + " itself in base64, or have 'relay.images.remote' turned on."));
        assertThat(refusal(true, "http://pictures.example/pixel").message()).contains("must be an https:// URL");
        assertThat(refusal(true, "https://127.0.0.1/").message())
                .contains("messages[3].content[1].image_url.url")
                .contains("not on the public Internet");
        assertThat(refusal(true, "https://[::ffff:169.254.169.254]/").message()).contains("not on the public Internet");
        assertThat(refusal(true, "https://2130706433/").message()).contains("not on the public Internet");
    }

    private Failure refusal(boolean remote, String url) throws Exception {
        try (var fetcher = fetcher(InetAddress::getAllByName, PublicAddress::test, PATIENCE)) {
            var fetched = new Images(settings(remote, PATIENCE), fetcher)
                    .fetch(request(url))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(40, TimeUnit.SECONDS);
            return switch (fetched) {
                case Result.Failed<ChatRequest>(Failure failure) -> failure;
                case Result.Ok<ChatRequest> _ -> throw new AssertionError("fetched");
            };
        }
    }

    private static ChatRequest request(String url) {
        var image = new Block.Image("unknown", new Block.Source.Url(url, "messages[3].content[1].image_url.url"));
        return new ChatRequest(
                "nova-lite",
                null,
                List.of(),
                List.of(new Message(Role.USER, List.of(new Block.Text("What is it?"), image))),
                Sampling.DEFAULT,
                List.of(),
                null,
                Settings.NONE);
    }
}
