package io.bedrockrelay.bedrock.request;

import java.util.HashSet;
import java.util.Set;

/// Names of documents that Bedrock takes: letters, digits, single spaces, hyphens, brackets and parentheses, up to 200,
/// and no two the same within a request.
final class DocumentNames {
    private static final int LONGEST = 200;
    /// Room for the number of a namesake.
    private static final int NUMBER = 8;

    private final Set<String> taken = new HashSet<>();

    String legal(String name) {
        var base = clean(name);
        var unique = base;
        for (int i = 2; !taken.add(unique); i++) {
            unique = base + " (" + i + ")";
        }
        return unique;
    }

    private static String clean(String name) {
        var clean = new StringBuilder();
        for (int i = 0; i < name.length() && clean.length() < LONGEST - NUMBER; i++) {
            char c = name.charAt(i);
            if (Character.isWhitespace(c)) {
                if (!clean.isEmpty() && clean.charAt(clean.length() - 1) != ' ') {
                    clean.append(' ');
                }
            } else {
                clean.append(isLegal(c) ? c : '-');
            }
        }
        var stripped = clean.toString().strip();
        return stripped.isEmpty() ? "document" : stripped;
    }

    private static boolean isLegal(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-()[]".indexOf(c) >= 0;
    }
}
