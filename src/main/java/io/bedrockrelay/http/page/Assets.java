package io.bedrockrelay.http.page;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The files of the page by their path. `index.html` names every one of them, so that the browser can fetch them all
/// at once; what it does not name is not served.
///
/// As it is sent, it names them below a folder whose name is made of all their bytes: what a browser has once fetched
/// from there it never has to ask for again, and the files name each other by relative paths, so that they come from
/// the same folder.
final class Assets {
    static final String ROOT = "/";
    private static final String FOLDER = "web/";
    private static final String INDEX = "index.html";
    private static final Pattern NAMED = Pattern.compile("(?:href|src)=\"(/page/[a-z0-9/.-]+)\"");

    private static final String PAGE = "/page/";
    /// In the path of a file: the state of the page that whoever asks has seen.
    private static final Pattern VERSIONED = Pattern.compile("/page/([0-9a-f]{16})/(.+)");

    private final Map<String, Asset> byPath;
    private final String version;

    private Assets(Map<String, Asset> byPath, String version) {
        this.byPath = Map.copyOf(byPath);
        this.version = version;
    }

    /// A file as it was asked for.
    ///
    /// @param lasting whether this path will never have another content
    record Found(Asset asset, boolean lasting) {}

    /// Reads all of them into memory: they are small.
    static Assets read(ClassLoader loader) throws IOException {
        var index = new String(bytes(loader, INDEX), StandardCharsets.UTF_8);
        var files = new TreeMap<String, Asset>();
        for (var path : NAMED.matcher(index)
                .results()
                .map(named -> named.group(1))
                .distinct()
                .toList()) {
            files.put(path, Asset.of(path, bytes(loader, path.substring(1))));
        }
        var tags = new StringBuilder(index);
        files.forEach((path, asset) -> tags.append(path).append(asset.tag()));
        var version = Asset.of(INDEX, tags.toString().getBytes(StandardCharsets.UTF_8))
                .tag();
        var sent = NAMED.matcher(index).replaceAll(named -> named.group().replace(PAGE, PAGE + version + "/"));
        files.put(ROOT, Asset.of(INDEX, sent.getBytes(StandardCharsets.UTF_8)));
        return new Assets(files, version);
    }

    /// The file of now for any state of the page: while pods are replaced one by one, a browser asks the new ones for
    /// what an old one has named.
    ///
    /// @return null where the page has no such file
    @Nullable
    Found at(String path) {
        var versioned = VERSIONED.matcher(path);
        var asset = byPath.get(versioned.matches() ? PAGE + versioned.group(2) : path);
        return asset == null
                ? null
                : new Found(asset, versioned.matches() && versioned.group(1).equals(version));
    }

    Map<String, Asset> all() {
        return byPath;
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
