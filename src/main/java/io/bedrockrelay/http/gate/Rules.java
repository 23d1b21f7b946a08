package io.bedrockrelay.http.gate;

import io.bedrockrelay.http.endpoint.Endpoint;
import io.bedrockrelay.http.endpoint.Endpoints;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Which call wants what, by the table of endpoints. What is not in it is refused to everybody.
final class Rules {
    private static final List<Row> ROWS = Endpoints.ALL.stream()
            .map(endpoint -> new Row(endpoint, endpoint.pattern()))
            .toList();

    private Rules() {}

    private record Row(Endpoint endpoint, Pattern pattern) {}

    /// What the table says of a call.
    sealed interface Ruling {
        /// May be made by whoever meets the endpoint's need.
        record Ruled(Endpoint endpoint) implements Ruling {}

        /// The path is known, the method is not.
        record WrongMethod(String allowed) implements Ruling {}

        /// No endpoint, or one that depends on how the path is read.
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
        for (var row : ROWS) {
            if (row.pattern().matcher(path).matches()) {
                if (row.endpoint().knows(method)) {
                    return new Ruling.Ruled(row.endpoint());
                }
                allowed.add(row.endpoint().allowed());
            }
        }
        return allowed.isEmpty() ? new Ruling.Unruled() : new Ruling.WrongMethod(String.join(", ", allowed));
    }

    private static String need(Ruling ruling) {
        return switch (ruling) {
            case Ruling.Ruled(Endpoint endpoint) -> endpoint.need().name();
            case Ruling.WrongMethod _ -> "method";
            case Ruling.Unruled _ -> "none";
        };
    }
}
