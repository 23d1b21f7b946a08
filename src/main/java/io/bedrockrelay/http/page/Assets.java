package io.bedrockrelay.http.page;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The files of the page by their path. `index.html` names every one of them, so that the browser can fetch them all
/// at once; what it does not name is not served.
final class Assets {
    static final String ROOT = "/";
    private static final String FOLDER = "web/";
    private static final String INDEX = "index.html";
    private static final Pattern NAMED = Pattern.compile("(?:href|src)=\"(/page/[a-z0-9/.-]+)\"");

    private final Map<String, Asset> byPath;

    private Assets(Map<String, Asset> byPath) {
        this.byPath = Map.copyOf(byPath);
    }

    /// Reads all of them into memory: they are small.
    static Assets read(ClassLoader loader) throws IOException {
        var index = bytes(loader, INDEX);
        var files = new TreeMap<String, Asset>();
        files.put(ROOT, Asset.of(INDEX, index));
        var named = NAMED.matcher(new String(index, StandardCharsets.UTF_8)).results();
        for (var path : named.map(Assets::path).distinct().toList()) {
            files.put(path, Asset.of(path, bytes(loader, path.substring(1))));
        }
        return new Assets(files);
    }

    /// Null where the page has no such file.
    @Nullable
    Asset at(String path) {
        return byPath.get(path);
    }

    Map<String, Asset> all() {
        return byPath;
    }

    private static String path(MatchResult named) {
        return named.group(1);
    }

    private static byte[] bytes(ClassLoader loader, String name) throws IOException {
        try (var in = loader.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new FileNotFoundException("the page names " + name + ", which is not there");
            }
            return in.readAllBytes();
        }
    }
}
