package io.bedrockrelay.http.gate;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Who may make one kind of call.
///
/// @param methods the methods that the path knows; empty: its own handler judges them
/// @param path a template: `{id}` stands for a model name or ARN, slashes included, `{file}` for the name of one file
public record Rule(List<String> methods, String path, RequiredRole need) {

    public Rule {
        methods = List.copyOf(methods);
    }

    /// A table makes one of each, so it is compiled once.
    record Compiled(Rule rule, Pattern pattern) {

        static Compiled of(Rule rule) {
            var text =
                    Pattern.compile("\\{(id|file)}").splitAsStream(rule.path()).toList();
            var holes = Pattern.compile("\\{(id|file)}")
                    .matcher(rule.path())
                    .results()
                    .map(hole -> hole.group(1).equals("id") ? ".+" : "[A-Za-z0-9_-][A-Za-z0-9._-]*")
                    .toList();
            var pattern = new StringBuilder();
            for (int i = 0; i < Math.max(text.size(), holes.size()); i++) {
                pattern.append(i < text.size() ? Pattern.quote(text.get(i)) : "");
                pattern.append(i < holes.size() ? holes.get(i) : "");
            }
            return new Compiled(rule, Pattern.compile(pattern.toString()));
        }

        boolean matches(String path) {
            return pattern.matcher(path).matches();
        }
    }

    boolean knows(String method) {
        return methods.isEmpty() || methods.contains(method) || (method.equals("HEAD") && methods.contains("GET"));
    }

    String allowed() {
        return methods.stream().collect(Collectors.joining(", "));
    }
}
