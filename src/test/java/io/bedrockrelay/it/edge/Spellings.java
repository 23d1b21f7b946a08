package io.bedrockrelay.it.edge;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// One path written in hundreds of ways, each of which some server or other has taken for the path itself.
final class Spellings {
    private static final List<String> SLASHES = List.of(
            "//",
            "///",
            "/./",
            "/x/../",
            "/%2e/",
            "/%2E/",
            "/x/%2e%2e/",
            "/x/%2E./",
            "/x/..%2f",
            "/x/%2e%2e%2f",
            "/%252e/",
            "/x/%252e%252e/",
            "/..;/",
            "/x/..;/",
            "/;/",
            "/;x=y/",
            "%2F",
            "%2f",
            "%252F",
            "%252f",
            "\\",
            "%5C",
            "%5c",
            "/%5C",
            "/\\",
            "%ef%bc%8f",
            "%c0%af",
            "/%c0%ae/",
            "/%00/",
            "/%20/",
            "/%09/",
            "/%0d%0a/");
    private static final List<String> ENDS = List.of(
            "/",
            "//",
            "/.",
            "/./",
            "/..",
            "/x/..",
            "/%2e",
            "/x/%2e%2e",
            ".",
            "..",
            "%2e",
            ";",
            ";x=y",
            ";/",
            ";.js",
            "%3bx",
            "%20",
            "%00",
            "%0a",
            "%09",
            "?",
            "??",
            "?x",
            "#",
            "%3f",
            "%23",
            "%",
            "%2",
            "%zz",
            "%2F",
            "%252F",
            "\\",
            "%5c",
            "/*",
            ".json",
            ".html",
            ".css",
            "/index.html",
            "/favicon.ico",
            "/../page/app.js",
            "~",
            "+",
            "%E2%80%8B");
    private static final List<String> STARTS = List.of(
            "http://relay",
            "http://relay:80",
            "HTTP://RELAY",
            "https://relay",
            "http://user@relay",
            "http://relay/",
            "http://relay/.",
            "http://relay/page/..",
            "http:",
            "//relay",
            "/page/..",
            "/page/../",
            "/page/%2e%2e",
            "/page;/..",
            "/q/..",
            "/q/%2e%2e",
            "/favicon.ico/..",
            "/index.html/..",
            "/.",
            "/%2e",
            "/..",
            "/;",
            "*",
            "x",
            "");

    private Spellings() {}

    /// The first is the plain one.
    static Set<String> of(String path) {
        var spellings = new LinkedHashSet<String>();
        spellings.add(path);
        cases(path, spellings);
        for (var slash : SLASHES) {
            spellings.add(path.replace("/", slash));
            spellings.add(replaceLast(path, slash));
            spellings.add(slash + path.substring(1));
            spellings.add("/api" + slash + ".." + path);
        }
        ENDS.forEach(end -> spellings.add(path + end));
        for (var start : STARTS) {
            spellings.add(start + path);
            spellings.add(start + path.substring(1));
        }
        encoded(path, spellings);
        return spellings;
    }

    private static void cases(String path, Set<String> spellings) {
        spellings.add(path.toUpperCase(Locale.ROOT));
        for (int i = 1; i < path.length(); i++) {
            if (path.charAt(i - 1) == '/') {
                spellings.add(path.substring(0, i) + Character.toUpperCase(path.charAt(i)) + path.substring(i + 1));
            }
        }
    }

    /// Single letters, once and twice.
    private static void encoded(String path, Set<String> spellings) {
        for (int i = 1; i < path.length(); i += 3) {
            var code = Integer.toHexString(path.charAt(i));
            spellings.add(path.substring(0, i) + "%" + code + path.substring(i + 1));
            spellings.add(path.substring(0, i) + "%25" + code + path.substring(i + 1));
        }
    }

    private static String replaceLast(String path, String slash) {
        int last = path.lastIndexOf('/');
        return path.substring(0, last) + slash + path.substring(last + 1);
    }
}
