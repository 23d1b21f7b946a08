package io.bedrockrelay.http.endpoint;

import static io.bedrockrelay.http.endpoint.RequiredRole.ADMIN;
import static io.bedrockrelay.http.endpoint.RequiredRole.CALLER;
import static io.bedrockrelay.http.endpoint.RequiredRole.CHAT;
import static io.bedrockrelay.http.endpoint.RequiredRole.NOTHING;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.stream.Stream;

/// Every call that the relay knows: the one table of it. The routes, the gate's rules, and the labels of logs and
/// metrics are made from it, and a test holds the API's description against it. What is not in it is refused to
/// everybody, so an endpoint that was forgotten here is found by the first who calls it.
///
/// A new endpoint is one row; a new API is a `Service` too, and a line `serve` beside its handler.
public final class Endpoints {
    /// The first row that matches method and path decides.
    public static final List<Endpoint> ALL = Stream.of(
                    at(
                            "",
                            Surface.NONE,
                            row("GET", "/", NOTHING, Service.PAGE),
                            row("GET", "/index.html", NOTHING, Service.PAGE),
                            row("GET", "/favicon.ico", NOTHING, Service.PAGE),
                            row("GET", "/favicon.svg", NOTHING, Service.PAGE),
                            row("GET", "/page/{file}", NOTHING, Service.PAGE),
                            row("GET", "/page/{file}/{file}", NOTHING, Service.PAGE),
                            row("GET", "/page/{file}/{file}/{file}", NOTHING, Service.PAGE)),
                    at(
                            "/api",
                            Surface.RELAY,
                            row("POST", "/registry/refresh", ADMIN, Service.RESOURCE),
                            row("POST", "/inference-profiles", ADMIN, Service.MAKE_PROFILE),
                            row("DELETE", "/inference-profiles/{id}", ADMIN, Service.DELETE_PROFILE),
                            row("POST", "/checks", ADMIN, Service.CHECKS),
                            row("POST", "/models/{id}/check", ADMIN, Service.CHECK),
                            row("GET", "/regions", CALLER, Service.RESOURCE),
                            row("GET", "/models", CALLER, Service.RESOURCE),
                            row("GET", "/models/{id}", CALLER, Service.RESOURCE),
                            row("GET", "/inference-profiles", CALLER, Service.RESOURCE),
                            row("POST", "/chat", CHAT, Service.RELAY_CHAT)),
                    // OpenAI's API, under its own paths, under those of the gateway that AWS retired, and under those
                    // of Bedrock's and Azure's own.
                    openAi("/v1"),
                    openAi("/api/v1"),
                    openAi("/openai/v1"),
                    responses("/v1"),
                    responses("/api/v1"),
                    responses("/openai/v1"),
                    // Anthropic's API, under its own paths and under those of gateways that have several.
                    anthropic("/v1"),
                    anthropic("/anthropic/v1"),
                    at(
                            "/anthropic/v1",
                            Surface.ANTHROPIC,
                            row("GET", "/models", CALLER, Service.MODELS),
                            row("GET", "/models/{id}", CALLER, Service.MODEL)),
                    at(
                            "",
                            Surface.ANTHROPIC,
                            row("GET", "/api/hello", NOTHING, Service.HELLO),
                            row("GET", "/protocol", NOTHING, Service.PROTOCOL)),
                    at(
                            "",
                            Surface.BEDROCK,
                            // AWS answers a method that it does not know as an operation that it does not know.
                            row("", "/model/{id}", CHAT, Service.BEDROCK_RUNTIME),
                            row("GET", "/foundation-models", CALLER, Service.FOUNDATION_MODELS),
                            row("GET", "/foundation-models/{id}", CALLER, Service.FOUNDATION_MODEL),
                            row("GET", "/inference-profiles", CALLER, Service.PROFILES),
                            row("GET", "/inference-profiles/{id}", CALLER, Service.PROFILE)),
                    at(
                            "",
                            Surface.NONE,
                            row("GET", "/q/openapi", CALLER, Service.DESCRIPTION),
                            row("", "/q/{id}", CALLER, Service.TOOLS)))
            .flatMap(List::stream)
            .toList();

    private Endpoints() {}

    /// Whether a call stands at a path, under whichever method.
    public static boolean isServed(String path) {
        var place = Place.of(path);
        return place != null && place.isEndpoint();
    }

    /// OpenAI's and Anthropic's clients ask for models at one path; a header tells them apart.
    private static List<Endpoint> openAi(String base) {
        return at(
                base,
                Surface.OPENAI,
                row("POST", "/chat/completions", CHAT, Service.COMPLETIONS),
                row("POST", "/embeddings", CHAT, Service.EMBEDDINGS),
                row("POST", "/completions", CALLER, Service.LEGACY_COMPLETIONS),
                row("GET", "/models", CALLER, Service.MODELS),
                row("GET", "/models/{id}", CALLER, Service.MODEL));
    }

    private static List<Endpoint> anthropic(String base) {
        return at(
                base,
                Surface.ANTHROPIC,
                row("POST", "/messages", CHAT, Service.MESSAGES),
                row("POST", "/messages/count_tokens", CHAT, Service.COUNT_TOKENS));
    }

    private static List<Endpoint> responses(String base) {
        return at(
                base + "/responses",
                Surface.RESPONSES,
                row("POST", "", CHAT, Service.RESPONSES),
                row("POST", "/input_tokens", CHAT, Service.INPUT_TOKENS),
                row("POST", "/compact", CALLER, Service.COMPACT),
                row("POST", "/{id}/cancel", CALLER, Service.STORED_RESPONSE),
                row("GET", "/{id}", CALLER, Service.STORED_RESPONSE),
                row("DELETE", "/{id}", CALLER, Service.STORED_RESPONSE));
    }

    /// Serves every path that the table gives to a service. With a template, the handler sees the paths that match it
    /// alone.
    public static void serve(Router router, Service service, Handler<RoutingContext> handler) {
        var rows = ALL.stream().filter(row -> row.service() == service).toList();
        if (rows.isEmpty()) {
            throw new IllegalArgumentException(service + " stands at no path");
        }
        for (var row : rows) {
            var route = router.route(row.hasTemplate() ? row.base() + "/*" : row.path());
            row.methods().forEach(method -> route.method(HttpMethod.valueOf(method)));
            // Who may send GET may send HEAD, which some clients open their connection with.
            if (row.methods().contains("GET")) {
                route.method(HttpMethod.HEAD);
            }
            if (row.path().endsWith("/{id}") || !row.hasTemplate()) {
                route.handler(handler);
            } else {
                var pattern = row.pattern();
                route.handler(context -> {
                    if (pattern.matcher(context.normalizedPath()).matches()) {
                        handler.handle(context);
                    } else {
                        context.next();
                    }
                });
            }
        }
    }

    private record Row(String method, String path, RequiredRole need, Service service) {}

    private static Row row(String method, String path, RequiredRole need, Service service) {
        return new Row(method, path, need, service);
    }

    private static List<Endpoint> at(String base, Surface surface, Row... rows) {
        return Stream.of(rows)
                .map(row -> new Endpoint(
                        row.method().isEmpty() ? List.of() : List.of(row.method()),
                        base + row.path(),
                        row.need(),
                        surface,
                        row.service()))
                .toList();
    }
}
