package io.bedrockrelay.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Holds the description of the API against the routes, in both directions.
@QuarkusTest
class DescriptionTest {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");
    private static final Set<String> ROLES = Set.of("caller", "chat", "admin");

    @Inject
    Router router;

    private record Call(String method, String path) {}

    private static Map<String, Map<String, Map<String, Object>>> paths() {
        return JsonPath.from(given().get("/q/openapi?format=json").asString()).getMap("paths");
    }

    private static List<Call> described() {
        var calls = new ArrayList<Call>();
        paths().forEach((path, item) -> item.keySet().stream()
                .filter(METHODS::contains)
                .forEach(method -> calls.add(new Call(method.toUpperCase(Locale.ROOT), path))));
        return calls;
    }

    /// Routes of ours that a client calls: neither Quarkus's own nor the page's, nor those that only look.
    private List<Route> routes() {
        return router.getRoutes().stream().filter(route -> isOurs(path(route))).toList();
    }

    private static boolean isOurs(String path) {
        return path.length() > 1
                && Stream.of("/q", "/page", "/favicon", "/index").noneMatch(path::startsWith);
    }

    private static String path(Route route) {
        var path = route.getPath();
        return path == null ? "" : path;
    }

    @Test
    void everyRouteIsDescribed() {
        var described = described();
        assertThat(routes()).hasSizeGreaterThan(15).allSatisfy(route -> assertThat(described)
                .as(route.methods() + " " + path(route))
                .anyMatch(call -> serves(route, call)));
    }

    private static boolean serves(Route route, Call call) {
        var path = path(route);
        var prefix = path.endsWith("*") ? path.substring(0, path.length() - 1) : path;
        boolean there = (route.isRegexPath() || !path.equals(prefix) || path.endsWith("/"))
                ? call.path().startsWith(prefix)
                : call.path().equals(path);
        return there
                && (route.methods() == null
                        || route.methods().isEmpty()
                        || route.methods().contains(HttpMethod.valueOf(call.method())));
    }

    @Test
    void everythingDescribedIsServed() {
        assertThat(described()).hasSizeGreaterThan(25).allSatisfy(call -> {
            var path = call.path().replaceAll("\\{[^}]*}", "nova-lite");
            var answer = given().urlEncodingEnabled(false).request(call.method(), path);
            assertThat(answer.statusCode()).as(call + " " + answer.asString()).isNotIn(405, 500, 501);
            assertThat(answer.asString())
                    .as(call.toString())
                    .doesNotContain("nothing at this path")
                    .doesNotContain("UnknownOperation");
        });
    }

    @Test
    void everythingDescribedStatesItsRoleAndItsSecurity() {
        paths().forEach((path, item) -> item.forEach((method, operation) -> {
            if (METHODS.contains(method)) {
                assertThat(operation.get("x-relay-role"))
                        .as(method + " " + path)
                        .isIn(ROLES);
                assertThat(operation.get("summary")).as(method + " " + path).isNotNull();
                assertThat(operation.get("responses")).as(method + " " + path).isNotNull();
            }
        }));
        var document = JsonPath.from(given().get("/q/openapi?format=json").asString());
        assertThat(document.getMap("components.securitySchemes")).containsKeys("relayKey", "apiKeyHeader");
        assertThat(document.getList("security")).isNotEmpty();
    }
}
