package io.bedrockrelay.http.gate;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockrelay.http.endpoint.Endpoints;
import io.bedrockrelay.http.gate.Rules.Ruling;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Holds three things against each other, each in both directions: the routes that are served, the description of the
/// API, and the rules of who may call what. An endpoint that is missing in one of them fails here.
@QuarkusTest
class DescriptionTest {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

    @Inject
    @SuppressWarnings("NullAway.Init")
    Router router;

    private JsonPath document = JsonPath.from("{}");
    private List<Call> described = List.of();

    /// @param role as the description states it; empty where it states none
    private record Call(String method, String path, String role, boolean complete) {
        /// With a model's name wherever there is a template.
        String example() {
            return path.replaceAll("\\{[^}]*}", "nova-lite");
        }
    }

    @BeforeEach
    void read() {
        document = JsonPath.from(given().get("/q/openapi?format=json").asString());
        Map<String, Map<String, Object>> paths = document.getMap("paths");
        described = paths.entrySet().stream()
                .flatMap(path -> path.getValue().entrySet().stream()
                        .filter(entry -> METHODS.contains(entry.getKey()))
                        .map(entry -> call(entry.getKey(), path.getKey(), (Map<?, ?>) entry.getValue())))
                .toList();
    }

    private static Call call(String method, String path, Map<?, ?> operation) {
        var role = operation.get("x-relay-role");
        return new Call(
                method.toUpperCase(Locale.ROOT),
                path,
                role == null ? "" : role.toString(),
                operation.containsKey("summary") && operation.containsKey("responses"));
    }

    @Test
    void everyRouteIsDescribed() {
        var ours = router.getRoutes().stream()
                .filter(route -> isOfTheApi(path(route)))
                .toList();
        assertThat(ours).hasSizeGreaterThan(15).allSatisfy(route -> assertThat(described)
                .as(route.methods() + " " + path(route))
                .anyMatch(call -> serves(route, call)));
    }

    @Test
    void everythingDescribedIsServed() {
        assertThat(described).hasSizeGreaterThan(25).allSatisfy(call -> {
            var answer = given().urlEncodingEnabled(false).request(call.method(), call.example());
            assertThat(answer.statusCode()).as(call + " " + answer.asString()).isNotIn(405, 500, 501);
            assertThat(answer.asString())
                    .as(call.toString())
                    .doesNotContain("nothing at this path")
                    .doesNotContain("UnknownOperation");
        });
    }

    @Test
    void everythingDescribedHasTheRuleThatItsRoleSays() {
        assertThat(described).allSatisfy(call -> {
            var ruling = Rules.of(call.method(), RequestPath.of(call.example()).orElseThrow());
            assertThat(ruling).as(call.toString()).isInstanceOfSatisfying(Ruling.Ruled.class, ruled -> assertThat(
                            ruled.endpoint().need().name().toLowerCase(Locale.ROOT))
                    .as(call.toString())
                    .isEqualTo(call.role()));
        });
    }

    @Test
    void everyRuleIsOfSomethingDescribed() {
        assertThat(Endpoints.ALL.stream().filter(rule -> isOfTheApi(rule.path())))
                .hasSizeGreaterThan(20)
                .allSatisfy(rule -> assertThat(described).as(rule.toString()).anyMatch(call -> Rules.of(
                                call.method(), RequestPath.of(call.example()).orElseThrow())
                        .equals(new Ruling.Ruled(rule))));
    }

    @Test
    void everythingDescribedIsDescribedWell() {
        assertThat(described)
                .allSatisfy(
                        call -> assertThat(call.complete()).as(call.toString()).isTrue());
        assertThat(document.getMap("components.securitySchemes")).containsKeys("relayKey", "apiKeyHeader");
        assertThat(document.getList("security")).isNotEmpty();
    }

    /// Neither Quarkus's own, nor the page's, nor a handler that only looks on.
    private static boolean isOfTheApi(String path) {
        return path.length() > 1
                && Stream.of("/q/", "/page/", "/favicon.", "/index.html").noneMatch(path::startsWith);
    }

    private static String path(Route route) {
        var path = route.getPath();
        return path == null ? "" : path;
    }

    private static boolean serves(Route route, Call call) {
        var path = path(route);
        var methods = route.methods();
        boolean there =
                route.isExactPath() ? call.path().equals(path) : call.path().startsWith(path);
        return there && (methods == null || methods.isEmpty() || methods.contains(HttpMethod.valueOf(call.method())));
    }
}
