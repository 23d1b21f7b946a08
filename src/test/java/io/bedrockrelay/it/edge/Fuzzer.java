package io.bedrockrelay.it.edge;

import io.bedrockrelay.it.edge.ApiDocument.Operation;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Sends requests that are nearly right over one connection after the other, and judges the answers. Everything it does
/// follows from its seed.
final class Fuzzer {
    /// Far above what any answer of the emulator takes: whoever waits as long hangs.
    private static final int PATIENCE_MILLIS = 20_000;
    /// Calls that do much at once, and of how many of them one is sent.
    private static final Map<String, Integer> SELDOM = Map.of(
            "/api/registry/refresh",
            100,
            "/api/checks",
            200,
            "/api/models/{id}/check",
            20,
            "/api/inference-profiles",
            20);

    /// After as many complaints there is enough to mend.
    private static final int MOST = 40;

    private final int port;
    private final String key;
    private final List<Operation> operations;
    private final RandomGenerator random;
    private final Samples samples;
    private final Mutations mutations;
    private final Queue<String> complaints;
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private @Nullable RawHttp connection;

    /// @param calm whether it is sound HTTP, which has to be answered
    private record Request(String line, Buffer bytes, boolean head, boolean calm, boolean half) {}

    Fuzzer(int port, String key, ApiDocument document, long seed, Queue<String> complaints) {
        this.port = port;
        this.key = key;
        this.operations = document.operations();
        this.random = new SplittableRandom(seed);
        this.samples = new Samples(document, random);
        this.mutations = new Mutations(random);
        this.complaints = complaints;
    }

    /// How often each status came; 0 for a connection that was closed instead.
    Map<Integer, Integer> run(int requests) throws IOException {
        for (int i = 0; i < requests && complaints.size() < MOST; i++) {
            var operation = operation();
            var request = request(operation);
            try {
                judge(request, answer(request));
            } catch (EOFException | SocketException closed) {
                statuses.merge(0, 1, Integer::sum);
                reconnect();
                if (request.calm()) {
                    complain(request, "was not answered: " + closed.getMessage());
                }
            } catch (SocketTimeoutException hangs) {
                reconnect();
                complain(request, "hangs");
            }
        }
        reconnect();
        return statuses;
    }

    private Operation operation() {
        while (true) {
            var operation = operations.get(random.nextInt(operations.size()));
            int seldom = operation.method().equals("GET") ? 1 : SELDOM.getOrDefault(operation.path(), 1);
            if (random.nextInt(seldom) == 0) {
                return operation;
            }
        }
    }

    private RawHttp.Answer answer(Request request) throws IOException {
        var open = connection == null ? new RawHttp(port, PATIENCE_MILLIS) : connection;
        connection = open;
        open.send(request.bytes().getBytes());
        if (request.half()) {
            open.half();
        }
        var answer = open.read(request.head());
        if (answer.closes() || request.half()) {
            reconnect();
        }
        return answer;
    }

    private void reconnect() throws IOException {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    private void judge(Request request, RawHttp.Answer answer) {
        statuses.merge(answer.status(), 1, Integer::sum);
        var text = answer.text();
        if (answer.status() == 500) {
            complain(request, "was answered 500: " + text);
        } else if (text.contains("\tat ") || text.contains("java.lang.") || text.contains("Exception in thread")) {
            complain(request, "was answered with a stack trace: " + text);
        } else if (text.contains("\"code\":\"internal\"")) {
            complain(request, "was answered with a defect: " + text);
        } else if (!answer.headers().containsKey("x-request-id") && request.calm() && !isNoHttp(answer)) {
            complain(request, "was answered without a request id: " + answer);
        }
    }

    /// An encoding of the path that is none is refused before anything of the relay's, with nothing but the status.
    private static boolean isNoHttp(RawHttp.Answer answer) {
        return answer.status() == 400 && answer.text().isEmpty();
    }

    private void complain(Request request, String complaint) {
        complaints.add(request.line() + " " + complaint + System.lineSeparator() + request.bytes());
    }

    private Request request(Operation operation) throws IOException {
        var method = mutations.method(operation.method());
        var path = mutations.path(samples.path(operation));
        var body = samples.body(operation)
                .map(sample -> mutations.bytes(mutations.body(sample).toString()))
                .orElseGet(() -> random.nextInt(20) == 0 ? mutations.bytes("{\"a\":1}") : new byte[0]);
        var out = new ByteArrayOutputStream();
        var line = method + " " + path + " HTTP/1.1";
        text(line + "\r\nHost: relay\r\n", out);
        for (var header : headers()) {
            text(header + "\r\n", out);
        }
        boolean half = random.nextInt(400) == 0;
        framed(body, half, out);
        boolean plain = path.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '\\') && path.length() < 10_000;
        boolean calm = plain && !half && (path.startsWith("/") || path.startsWith("http")) && !method.equals("FOO");
        return new Request(line, Buffer.buffer(out.toByteArray()), method.equals("HEAD"), calm, half);
    }

    /// The key goes with most requests, and now and then beside another one.
    private List<String> headers() {
        var headers = mutations.headers();
        if (random.nextInt(40) > 0) {
            headers.add("Authorization: Bearer " + key);
        }
        return headers;
    }

    private void framed(byte[] body, boolean half, ByteArrayOutputStream out) throws IOException {
        if (half) {
            text("Content-Length: " + (body.length + 10) + "\r\n\r\n", out);
            out.write(body);
        } else if (body.length > 0 && random.nextInt(10) == 0) {
            text("Transfer-Encoding: chunked\r\n\r\n", out);
            int cut = random.nextInt(body.length);
            chunk(body, 0, cut, out);
            chunk(body, cut, body.length, out);
            text("0\r\n\r\n", out);
        } else if (body.length == 0 && random.nextBoolean()) {
            text("\r\n", out);
        } else {
            text("Content-Length: " + body.length + "\r\n\r\n", out);
            out.write(body);
        }
    }

    private static void chunk(byte[] body, int from, int to, ByteArrayOutputStream out) throws IOException {
        if (to > from) {
            text(Integer.toHexString(to - from) + "\r\n", out);
            out.write(body, from, to - from);
            text("\r\n", out);
        }
    }

    private static void text(String text, ByteArrayOutputStream out) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
