package io.bedrockrelay.dialect.anthropic;

import io.bedrockrelay.chat.Json;
import io.bedrockrelay.dialect.JsonWriter;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Records as text with everything in them, which their own `toString` withholds on purpose. What is null or empty is
/// left out.
final class Shown {
    private Shown() {}

    static String of(Object value) {
        return switch (value) {
            case Json json -> json.text();
            case String text -> new String(new JsonWriter().value(text).toBytes(), StandardCharsets.UTF_8);
            case Collection<?> many -> many.stream().map(Shown::of).collect(Collectors.joining(",\n", "[\n", "]"));
            case Record shape ->
                shape.getClass().getSimpleName()
                        + Arrays.stream(shape.getClass().getRecordComponents())
                                .map(component -> component(component, shape))
                                .filter(text -> !text.isEmpty())
                                .collect(Collectors.joining(", ", "(", ")"));
            default -> value.toString();
        };
    }

    private static String component(RecordComponent component, Record shape) {
        var value = value(component, shape);
        if (value == null
                || value.equals(false)
                || (value instanceof Collection<?> many && many.isEmpty())
                || (value instanceof Map<?, ?> map && map.isEmpty())) {
            return "";
        }
        return component.getName() + "=" + of(value);
    }

    private static @Nullable Object value(RecordComponent component, Record shape) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(shape);
        } catch (ReflectiveOperationException closed) {
            throw new IllegalStateException(closed);
        }
    }
}
