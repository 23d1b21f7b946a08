package io.bedrockrelay.deploy;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// YAML documents as maps, lists and scalars.
final class Tree {

    private Tree() {}

    /// Every document of a file. A key that stands twice is a mistake.
    static List<Map<String, Object>> documents(Path file) throws IOException {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        var documents = new ArrayList<Map<String, Object>>();
        try (Reader reader = Files.newBufferedReader(file)) {
            for (var document : new Yaml(new SafeConstructor(options)).loadAll(reader)) {
                documents.add(map(document));
            }
        }
        return documents;
    }

    static Map<String, Object> map(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("not a map: " + value);
        }
        var copy = new LinkedHashMap<String, Object>();
        map.forEach((key, inner) -> copy.put((String) key, inner));
        return copy;
    }

    static List<Map<String, Object>> maps(Object value) {
        return list(value).stream().map(Tree::map).toList();
    }

    static List<Object> list(Object value) {
        if (!(value instanceof List<?> list)) {
            throw new IllegalArgumentException("not a list: " + value);
        }
        return new ArrayList<>(list);
    }

    /// Follows keys and positions, such as `spec.template.spec.containers.0.image`.
    static Object at(Map<String, Object> root, String path) {
        Object here = root;
        for (var step : path.split("\\.", -1)) {
            here = here instanceof List<?>
                    ? list(here).get(Integer.parseInt(step))
                    : map(here).get(step);
            if (here == null) {
                throw new IllegalArgumentException("no " + path + " in " + root);
            }
        }
        return here;
    }
}
