package io.bedrockrelay.it.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.it.Keyed;
import io.bedrockrelay.it.edge.ApiDocument.Operation;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every call of the API by a key that may use nothing: what there is does not show in any answer, be it a list, a
/// refusal or an error.
@Timeout(120)
class HiddenIT {
    private static final String NOTHING = "brk_nothing";
    /// Of models, profiles, accounts and roles of the emulated account. What the request itself named may come back.
    private static final String[] SECRETS = {
        "anthropic.claude",
        "amazon.nova",
        "amazon.titan",
        "meta.llama",
        "Anthropic\"",
        "Amazon\"",
        "global.",
        "123456789012",
        "assumed-role",
        "us-west-2",
        "eu-west",
        "ap-south",
        "k1c3lwu20lem"
    };

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static Keyed keyed;

    @SuppressWarnings("NullAway.Init")
    private static Samples samples;

    static Stream<Operation> everyCall() throws IOException {
        return ApiDocument.built().operations().stream();
    }

    @BeforeAll
    static void start() throws Exception {
        var file = folder.resolve("keys.yaml");
        Keyed.write(
                file,
                Keyed.entry("nothing", NOTHING, "models: [nothing]|regions: [us-east-1]|roles: [chat, admin]"),
                Keyed.entry("chats", "brk_chats", ""),
                Keyed.entry("admin", "brk_admin", "roles: [chat, admin]"));
        keyed = Keyed.start(Map.of("relay.access.keys-file", file.toString()));
        samples = new Samples(ApiDocument.built(), null);
    }

    @AfterAll
    static void stop() {
        keyed.close();
    }

    @ParameterizedTest
    @MethodSource("everyCall")
    void showsNothing(Operation operation) throws IOException {
        for (var region : new String[] {null, "us-east-1", "eu-west-2", "mars-1"}) {
            var answer = send(operation, region);
            var told = answer.asString() + answer.headers();
            assertThat(withoutTheAsked(told, operation, region))
                    .as(operation + " in " + region)
                    .doesNotContain(SECRETS);
        }
    }

    /// A caller may read its own words.
    private static String withoutTheAsked(String told, Operation operation, @Nullable String region)
            throws IOException {
        var rest = region == null ? told : told.replace(region, "");
        var body = samples.body(operation);
        if (body.isPresent() && body.get().path("model").isTextual()) {
            rest = rest.replace(body.get().path("model").textValue(), "");
        }
        if (body.isPresent() && body.get().path("source").isTextual()) {
            rest = rest.replace(body.get().path("source").textValue(), "");
        }
        for (var part : samples.path(operation).split("/", -1)) {
            if (part.length() > 3) {
                rest = rest.replace(URLDecoder.decode(part, StandardCharsets.UTF_8), "")
                        .replace(part, "");
            }
        }
        return rest;
    }

    private static Response send(Operation operation, @Nullable String region) throws IOException {
        var request = keyed.as(NOTHING).urlEncodingEnabled(false);
        if (region != null) {
            if (operation.in("header").anyMatch(each -> each.name().equals("X-Relay-Region"))) {
                request.header("X-Relay-Region", region);
            }
            if (operation.in("query").anyMatch(each -> each.name().equals("region"))) {
                request.queryParam("region", region);
            }
        }
        samples.body(operation).ifPresent(body -> {
            if (region != null && operation.hasBodyField("region")) {
                ((ObjectNode) body).put("region", region);
            }
            request.body(body.toString());
        });
        return request.request(operation.method(), samples.path(operation));
    }

    @Test
    void whoseAccountAndRoleIsUsedIsToldToAdministratorsAlone() {
        for (var path :
                new String[] {"/api/chat", "/v1/chat/completions", "/v1/messages", "/model/nova-pro/converse"}) {
            var content = path.startsWith("/model")
                    ? "[{\"text\":\"Hi [[emulate: policy]]\"}]"
                    : "\"Hi [[emulate: policy]]\"";
            var body = path.startsWith("/model")
                    ? "{\"messages\":[{\"role\":\"user\",\"content\":" + content + "}]}"
                    : "{\"model\":\"nova-pro\"," + (path.startsWith("/api") ? "" : "\"max_tokens\":9,")
                            + "\"messages\":[{\"role\":\"user\",\"content\":" + content + "}]}";
            assertThat(keyed.as("brk_chats").body(body).post(path).asString())
                    .as(path)
                    .contains("the relay's role is not authorized to perform: bedrock:InvokeModel")
                    .doesNotContain("123456789012", "assumed-role");
            assertThat(keyed.as("brk_admin").body(body).post(path).asString())
                    .as(path)
                    .contains("arn:aws:sts::123456789012:assumed-role/example/session");
        }
    }
}
