package io.bedrockrelay.it.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.it.Keyed;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Limits that count calls are judged by the head of a request: who may not call is told before a byte of the body is
/// asked for.
@Timeout(60)
class HeadFirstIT {
    private static final String BODY = "{\"model\":\"nova-pro\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    private static Keyed keyed;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        var file = folder.resolve("keys.yaml");
        Keyed.write(
                file,
                Keyed.entry("minute", "brk_minute", "limits:|  requestsPerMinute: 1"),
                Keyed.entry("one", "brk_one", "limits:|  concurrentStreams: 1"));
        keyed = Keyed.start(Map.of("relay.access.keys-file", file.toString()));
    }

    @AfterAll
    static void stop() {
        keyed.close();
    }

    @Test
    void whoHasUsedItsRequestsIsNotAskedForItsBody() throws Exception {
        try (var http = new RawHttp(keyed.port(), 10_000)) {
            http.send(head("brk_minute", BODY.length()));
            http.send(BODY);
            var first = http.read(false);
            assertThat(first.interim()).as("a body that is wanted").isEqualTo(1);
            assertThat(first.status()).isEqualTo(200);
        }
        for (int length : new int[] {BODY.length(), 20_000_000}) {
            try (var http = new RawHttp(keyed.port(), 10_000)) {
                http.send(head("brk_minute", length));
                var refused = http.read(false);
                assertThat(refused.interim()).isZero();
                assertThat(refused.status()).isEqualTo(429);
                assertThat(refused.text()).contains("1 requests per minute");
            }
        }
    }

    @Test
    void aPlaceIsTakenByTheHeadAndFreeOnceTheClientHasLeft() throws Exception {
        try (var slow = new RawHttp(keyed.port(), 10_000)) {
            slow.send(head("brk_one", 1_000_000));
            // Another connection's head may be read before this one's.
            assertThat(slow.interim()).isEqualTo(100);
            slow.send("{\"model\":");
            try (var next = new RawHttp(keyed.port(), 10_000)) {
                next.send(head("brk_one", BODY.length()));
                var refused = next.read(false);
                assertThat(refused.interim()).isZero();
                assertThat(refused.status()).isEqualTo(429);
            }
        }
        for (int tries = 0; ; tries++) {
            try (var again = new RawHttp(keyed.port(), 10_000)) {
                again.send(head("brk_one", BODY.length()));
                again.send(BODY);
                if (again.read(false).status() == 200) {
                    return;
                }
                assertThat(tries).as("the place is free again").isLessThan(50);
                Thread.sleep(50);
            }
        }
    }

    private static String head(String key, int length) {
        return "POST /api/chat HTTP/1.1\r\nHost: relay\r\nContent-Type: application/json\r\nExpect: 100-continue\r\n"
                + "Authorization: Bearer " + key + "\r\nContent-Length: " + length + "\r\n\r\n";
    }
}
