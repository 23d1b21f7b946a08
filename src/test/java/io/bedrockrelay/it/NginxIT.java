package io.bedrockrelay.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpVersion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The relay behind a real nginx, set up as the ingress controller made of it sets one up by default: with buffering
/// on, which the relay has to switch off by itself.
@Timeout(60)
class NginxIT {
    private static final List<String> DIRECTIVES = List.of(
            "client_max_body_size 25m",
            "proxy_http_version 1.1",
            "proxy_connect_timeout 5s",
            "proxy_send_timeout 60s",
            "proxy_read_timeout 2s",
            "proxy_buffering on",
            "proxy_buffer_size 4k",
            "proxy_buffers 4 4k",
            "proxy_request_buffering on",
            "proxy_next_upstream error timeout",
            "proxy_next_upstream_tries 3");

    @TempDir
    private static Path folder;

    private static OwnRelay relay;
    private static Nginx nginx;

    @BeforeAll
    static void start() throws Exception {
        Program.require("nginx");
        relay = OwnRelay.start(Map.of("relay.stream.keep-alive", "1s", "relay.stream.first-event-patience", "1s"));
        nginx = Nginx.start(folder, DIRECTIVES, List.of(relay.port()));
    }

    @AfterAll
    static void stop() {
        if (nginx != null) {
            nginx.close();
        }
        if (relay != null) {
            relay.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void eventsArriveOneByOne(Lane lane) throws Exception {
        var client = Running.client(relay.vertx(), HttpVersion.HTTP_1_1);
        var gate = "nginx-" + lane;
        var stream = Running.open(client, nginx.port(), lane, "gate=" + gate + " gate-after=4", true)
                .begun();
        assertThat(stream.header("X-Accel-Buffering"))
                .as("nginx has taken it for itself")
                .isNull();
        Await.until(
                "it waits at the gate",
                Duration.ofSeconds(5),
                () -> relay.bedrock().waitingAt(gate) == 1);
        int before = stream.length();
        assertThat(before).as("what was sent before the gate has arrived").isPositive();
        assertThat(stream.end()).isEqualTo(Lane.End.NOTHING);
        relay.bedrock().open(gate);
        assertThat(stream.awaitEnd()).isTrue();
        assertThat(stream.length()).isGreaterThan(before);
        assertThat(stream.end()).isEqualTo(Lane.End.WHOLE);
    }

    /// Bedrock's own wire knows no keep-alive, so nginx has to be told to wait longer for it.
    @Test
    void keepAlivesKeepItOpenPastTheProxysLimit() throws Exception {
        var client = Running.client(relay.vertx(), HttpVersion.HTTP_1_1);
        var streams = new ArrayList<Running>();
        for (var lane : Lane.values()) {
            if (lane.sse()) {
                streams.add(Running.open(client, nginx.port(), lane, "first-delay=4s", true));
                streams.add(Running.open(client, nginx.port(), lane, "stall after=4", true));
            }
        }
        // Twice the limit.
        relay.vertx().setTimer(4_000, _ -> relay.bedrock().open("stall"));
        for (var stream : streams) {
            assertThat(stream.awaitEnd()).as(stream.lane().toString()).isTrue();
            assertThat(stream.end()).as(stream.lane().toString()).isEqualTo(Lane.End.WHOLE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCutBeforeNginxCancelsUpstream(Lane lane) throws Exception {
        assertThat(relay.bedrock().awaitIdle(Duration.ofSeconds(5))).isTrue();
        var client = Running.client(relay.vertx(), HttpVersion.HTTP_1_1);
        var stream = Running.open(client, nginx.port(), lane, "events=100000 delay=20ms", true)
                .begun();
        assertThat(relay.bedrock().openStreams()).isEqualTo(1);
        stream.leave();
        assertThat(relay.bedrock().awaitIdle(Duration.ofSeconds(1))).isTrue();
    }
}
