package io.bedrockrelay.http.endpoint;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// One call that the relay knows. Immutable.
///
/// @param methods the methods that the path knows; empty: its own handler judges them
/// @param path a template: `{id}` stands for a model name or ARN, slashes included, `{file}` for the name of one file
/// @param need what it asks of whoever makes it
/// @param surface the API in whose words it is answered, and by whose label logs and metrics know it
/// @param service what answers it
public record Endpoint(List<String> methods, String path, RequiredRole need, Surface surface, Service service) {
    private static final Pattern HOLE = Pattern.compile("\\{(id|file)}");

    public Endpoint {
        methods = List.copyOf(methods);
    }

    /// The part of the path before its first template, without a slash at its end: `/v1/models` of `/v1/models/{id}`.
    public String base() {
        int hole = path.indexOf("/{");
        return hole < 0 ? path : path.substring(0, hole);
    }

    public boolean hasTemplate() {
        return path.indexOf('{') >= 0;
    }

    /// What matches the paths of this endpoint, and no others. A table makes one of each, so it is compiled once.
    public Pattern pattern() {
        var text = HOLE.splitAsStream(path).toList();
        var holes = HOLE.matcher(path)
                .results()
                .map(hole -> hole.group(1).equals("id") ? ".+" : "[A-Za-z0-9_-][A-Za-z0-9._-]*")
                .toList();
        var pattern = new StringBuilder();
        for (int i = 0; i < Math.max(text.size(), holes.size()); i++) {
            pattern.append(i < text.size() ? Pattern.quote(text.get(i)) : "");
            pattern.append(i < holes.size() ? holes.get(i) : "");
        }
        return Pattern.compile(pattern.toString());
    }

    /// Who may send GET may send HEAD.
    public boolean knows(String method) {
        return methods.isEmpty() || methods.contains(method) || (method.equals("HEAD") && methods.contains("GET"));
    }

    public String allowed() {
        return methods.stream().collect(Collectors.joining(", "));
    }
}
