package io.bedrockrelay.http.gate;

import io.bedrockrelay.http.gate.Rule.Compiled;
import java.util.ArrayList;
import java.util.List;

/// Which call wants what: the one table of it. What is not in it is refused to everybody, so an endpoint that was
/// forgotten here is found by the first who calls it.
public final class Rules {
    /// The first row that matches method and path decides.
    public static final List<Rule> ALL = List.of(
            rule("GET", "/", RequiredRole.NOTHING),
            rule("GET", "/index.html", RequiredRole.NOTHING),
            rule("GET", "/favicon.ico", RequiredRole.NOTHING),
            rule("GET", "/favicon.svg", RequiredRole.NOTHING),
            rule("GET", "/page/{file}", RequiredRole.NOTHING),
            rule("GET", "/page/{file}/{file}", RequiredRole.NOTHING),
            rule("POST", "/api/registry/refresh", RequiredRole.ADMIN),
            rule("POST", "/api/inference-profiles", RequiredRole.ADMIN),
            rule("DELETE", "/api/inference-profiles/{id}", RequiredRole.ADMIN),
            rule("POST", "/api/checks", RequiredRole.ADMIN),
            rule("POST", "/api/models/{id}/check", RequiredRole.ADMIN),
            rule("GET", "/api/regions", RequiredRole.CALLER),
            rule("GET", "/api/models", RequiredRole.CALLER),
            rule("GET", "/api/models/{id}", RequiredRole.CALLER),
            rule("GET", "/api/inference-profiles", RequiredRole.CALLER),
            rule("POST", "/api/chat", RequiredRole.CHAT),
            rule("POST", "/v1/chat/completions", RequiredRole.CHAT),
            rule("POST", "/v1/embeddings", RequiredRole.CHAT),
            rule("GET", "/v1/models", RequiredRole.CALLER),
            rule("GET", "/v1/models/{id}", RequiredRole.CALLER),
            rule("POST", "/api/v1/chat/completions", RequiredRole.CHAT),
            rule("POST", "/api/v1/embeddings", RequiredRole.CHAT),
            rule("GET", "/api/v1/models", RequiredRole.CALLER),
            rule("GET", "/api/v1/models/{id}", RequiredRole.CALLER),
            rule("POST", "/v1/messages", RequiredRole.CHAT),
            rule("POST", "/v1/messages/count_tokens", RequiredRole.CHAT),
            rule("POST", "/anthropic/v1/messages", RequiredRole.CHAT),
            rule("POST", "/anthropic/v1/messages/count_tokens", RequiredRole.CHAT),
            rule("GET", "/anthropic/v1/models", RequiredRole.CALLER),
            rule("GET", "/anthropic/v1/models/{id}", RequiredRole.CALLER),
            rule("GET", "/api/hello", RequiredRole.NOTHING),
            rule("GET", "/protocol", RequiredRole.NOTHING),
            // AWS answers a method that it does not know as an operation that it does not know.
            new Rule(List.of(), "/model/{id}", RequiredRole.CHAT),
            rule("GET", "/foundation-models", RequiredRole.CALLER),
            rule("GET", "/foundation-models/{id}", RequiredRole.CALLER),
            rule("GET", "/inference-profiles", RequiredRole.CALLER),
            rule("GET", "/inference-profiles/{id}", RequiredRole.CALLER),
            // The description of the API and the tools around it, which production does not serve.
            new Rule(List.of(), "/q/{id}", RequiredRole.CALLER));

    private static final List<Compiled> COMPILED =
            ALL.stream().map(Compiled::of).toList();

    private Rules() {}

    /// What the table says of a call.
    sealed interface Ruling {
        /// May be made by whoever meets the rule's need.
        record Ruled(Rule rule) implements Ruling {}

        /// The path is known, the method is not.
        record WrongMethod(String allowed) implements Ruling {}

        /// No rule, or one that depends on how the path is read.
        record Unruled() implements Ruling {}
    }

    /// All forms of the path must lead to the same need.
    static Ruling of(String method, RequestPath place) {
        var rulings =
                place.forms().stream().distinct().map(form -> of(method, form)).toList();
        var first = rulings.getFirst();
        return rulings.stream().allMatch(other -> need(other).equals(need(first))) ? first : new Ruling.Unruled();
    }

    private static Ruling of(String method, String path) {
        var allowed = new ArrayList<String>();
        for (var row : COMPILED) {
            if (row.matches(path)) {
                if (row.rule().knows(method)) {
                    return new Ruling.Ruled(row.rule());
                }
                allowed.add(row.rule().allowed());
            }
        }
        return allowed.isEmpty() ? new Ruling.Unruled() : new Ruling.WrongMethod(String.join(", ", allowed));
    }

    private static String need(Ruling ruling) {
        return switch (ruling) {
            case Ruling.Ruled(Rule rule) -> rule.need().name();
            case Ruling.WrongMethod _ -> "method";
            case Ruling.Unruled _ -> "none";
        };
    }

    private static Rule rule(String method, String path, RequiredRole need) {
        return new Rule(List.of(method), path, need);
    }
}
