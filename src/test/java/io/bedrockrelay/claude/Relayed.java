package io.bedrockrelay.claude;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bedrockrelay.it.OwnRelay;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// The packaged relay before a scripted Bedrock.
final class Relayed implements AutoCloseable {
    private static final Pattern MANAGEMENT = Pattern.compile("anagement interface.*http://[^:]+:(\\d+)");

    final ScriptedBedrock bedrock = new ScriptedBedrock();
    private final OwnRelay relay;

    private Relayed(Map<String, String> settings) throws Exception {
        var all = new HashMap<>(settings);
        all.put("relay.bedrock.endpoint-override", bedrock.url());
        relay = OwnRelay.start(all);
    }

    static Relayed start(Map<String, String> settings) throws Exception {
        return new Relayed(settings);
    }

    RequestSpecification request() {
        return given().baseUri("http://localhost:" + relay.port()).contentType("application/json");
    }

    /// A request as clients of Anthropic's make it.
    RequestSpecification client(String betas) {
        var request = request().header("anthropic-version", "2023-06-01");
        return betas.isEmpty() ? request : request.header("anthropic-beta", betas);
    }

    Response messages(String betas, String body) {
        return client(betas).body(body).post("/v1/messages");
    }

    /// What Bedrock got of a request that was answered well.
    List<ScriptedBedrock.Sent> taken(Response told) {
        assertThat(told.statusCode()).as(told.asString()).isEqualTo(200);
        return bedrock.seen();
    }

    /// The one body that Bedrock got.
    JsonNode one(Response told) {
        var seen = taken(told);
        assertThat(seen).hasSize(1);
        return Recorded.read(seen.getFirst().text());
    }

    /// Asks the process to end, as Kubernetes does.
    void terminate() {
        ProcessHandle.of(relay.process().pid()).ifPresent(ProcessHandle::destroy);
    }

    /// Waits until the log holds the text.
    boolean awaitLog(String text) throws Exception {
        var once = new CountDownLatch(1);
        for (int tries = 0; tries < 200 && !log().contains(text); tries++) {
            once.await(50, TimeUnit.MILLISECONDS);
        }
        return log().contains(text);
    }

    /// The port of the management interface, as the log tells it.
    int management() throws Exception {
        var found = MANAGEMENT.matcher(log());
        if (!found.find()) {
            throw new AssertionError(log());
        }
        return Integer.parseInt(found.group(1));
    }

    String log() throws Exception {
        return relay.process().log();
    }

    @Override
    public void close() {
        relay.close();
        bedrock.close();
    }
}
