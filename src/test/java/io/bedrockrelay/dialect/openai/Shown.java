package io.bedrockrelay.dialect.openai;

import io.bedrockrelay.chat.Json;
import java.lang.reflect.InvocationTargetException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/// Spells records out for people: one component a line, nothing that is absent. Unlike `toString` it shows texts.
public final class Shown {
    private final StringBuilder out = new StringBuilder();

    private Shown() {}

    public static String of(Object value) {
        var shown = new Shown();
        shown.value(value, "");
        return shown.out.append('\n').substring(1);
    }

    private void value(Object value, String indent) {
        switch (value) {
            case Json json -> out.append(" json ").append(json.text());
            case String text ->
                out.append(" \"").append(text.replace("\n", "\\n")).append('"');
            case Record tree -> tree(tree, indent);
            case Collection<?> many ->
                many.forEach(one -> {
                    out.append('\n').append(indent).append('-');
                    value(one, indent + "  ");
                });
            case Map<?, ?> map ->
                new TreeMap<>(map).forEach((name, one) -> {
                    out.append('\n').append(indent).append(name).append(':');
                    value(one, indent + "  ");
                });
            default -> out.append(' ').append(value);
        }
    }

    private void tree(Record tree, String indent) {
        out.append(' ').append(tree.getClass().getSimpleName());
        for (var component : tree.getClass().getRecordComponents()) {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            try {
                var value = accessor.invoke(tree);
                if (absent(value)) {
                    continue;
                }
                out.append('\n')
                        .append(indent)
                        .append("  ")
                        .append(component.getName())
                        .append(':');
                value(value, indent + "    ");
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new LinkageError("record without a readable component", e);
            }
        }
    }

    private static boolean absent(Object value) {
        return switch (value) {
            case null -> true;
            case Collection<?> many -> many.isEmpty();
            case Map<?, ?> map -> map.isEmpty();
            default -> false;
        };
    }
}
