package io.bedrockrelay.http.token;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Collection;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/// The claims of a token whose signature has been checked.
record Claims(JsonWebToken token) {

    /// The values of a claim, one or several; none where the token lacks it. The name of a claim inside others is
    /// written with slashes, `realm_access/roles`; a claim whose whole name has slashes comes first.
    List<String> values(String name) {
        Object whole = token.getClaim(name);
        if (whole != null) {
            return texts(whole);
        }
        var steps = name.split("/", -1);
        Object found = token.getClaim(steps[0]);
        for (int i = 1; i < steps.length; i++) {
            found = found instanceof JsonObject object ? object.get(steps[i]) : null;
        }
        return texts(found);
    }

    private static List<String> texts(@Nullable Object value) {
        return switch (value) {
            case null -> List.of();
            case JsonArray array -> array.stream().map(Claims::text).toList();
            case Collection<?> several -> several.stream().map(String::valueOf).toList();
            case JsonObject _ -> List.of();
            case JsonValue json -> List.of(text(json));
            default -> List.of(value.toString());
        };
    }

    private static String text(JsonValue value) {
        return value instanceof JsonString string ? string.getString() : value.toString();
    }
}
