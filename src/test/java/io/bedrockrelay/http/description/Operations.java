package io.bedrockrelay.http.description;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockrelay.http.endpoint.Endpoint;
import io.bedrockrelay.http.endpoint.RequiredRole;
import java.util.List;
import java.util.Locale;

/// What every operation of an API has: a role, errors, headers.
final class Operations {
    private static final List<String> CALLED = List.of("X-Relay-Model", "X-Relay-Region", "X-Relay-Scope");
    private static final List<String> ROUTED = List.of("X-Relay-Attempts", "X-Relay-Fallback");
    private static final List<String> OPENAI_RATES = List.of(
            "x-ratelimit-limit-requests",
            "x-ratelimit-remaining-requests",
            "x-ratelimit-reset-requests",
            "x-ratelimit-limit-tokens",
            "x-ratelimit-remaining-tokens",
            "x-ratelimit-reset-tokens");
    private static final List<String> ANTHROPIC_RATES = List.of(
            "anthropic-ratelimit-requests-limit",
            "anthropic-ratelimit-requests-remaining",
            "anthropic-ratelimit-requests-reset",
            "anthropic-ratelimit-tokens-limit",
            "anthropic-ratelimit-tokens-remaining",
            "anthropic-ratelimit-tokens-reset");

    private Operations() {}

    static void complete(ObjectNode operation, Endpoint endpoint) {
        operation.put("x-relay-role", endpoint.need().name().toLowerCase(Locale.ROOT));
        var api = operation.path("tags").path(0).textValue();
        var responses = (ObjectNode) operation.get("responses");
        responses.properties().forEach(entry -> {
            if (!entry.getValue().has("$ref")) {
                success(
                        (ObjectNode) entry.getValue(),
                        api,
                        endpoint.need() == RequiredRole.CHAT,
                        operation.toString().contains("AdaptHeader"));
            }
        });
        responses.putObject("429").put("$ref", "#/components/responses/" + api + "Throttled");
        responses.putObject("4XX").put("$ref", "#/components/responses/" + api + "ClientError");
        responses.putObject("5XX").put("$ref", "#/components/responses/" + api + "ServerError");
    }

    /// Those of the answers that the operations of an API share.
    static void headers(ObjectNode responses) {
        responses.properties().forEach(entry -> {
            var name = entry.getKey();
            var response = (ObjectNode) entry.getValue();
            var api = name.replaceAll("(ClientError|Throttled|ServerError)$", "");
            identity(response, api);
            if (!name.endsWith("ClientError")) {
                header("Retry-After", response);
            }
            if (name.endsWith("Throttled")) {
                rates(response, api);
            }
            if (api.equals("bedrock")) {
                header("x-amzn-ErrorType", response);
            }
        });
    }

    private static void success(ObjectNode response, String api, boolean calls, boolean adapts) {
        identity(response, api);
        if (calls) {
            CALLED.forEach(name -> header(name, response));
            ROUTED.forEach(name -> header(name, response));
            rates(response, api);
        }
        if (adapts) {
            header("X-Relay-Adapted", response);
        }
    }

    private static void identity(ObjectNode response, String api) {
        header("X-Request-Id", response);
        if (api.equals("anthropic")) {
            header("request-id", response);
        }
    }

    private static void rates(ObjectNode response, String api) {
        switch (api) {
            case "relay", "openai" -> OPENAI_RATES.forEach(name -> header(name, response));
            case "anthropic" -> ANTHROPIC_RATES.forEach(name -> header(name, response));
            default -> {}
        }
    }

    private static void header(String name, ObjectNode response) {
        response.withObject("/headers").putObject(name).put("$ref", "#/components/headers/" + name);
    }
}
