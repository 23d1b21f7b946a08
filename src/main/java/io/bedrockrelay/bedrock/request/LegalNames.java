package io.bedrockrelay.bedrock.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;

/// Names of tools, or ids of their calls, in a form that Bedrock takes: up to 64 letters, digits, `_` and `-`, in ids
/// also `.` and `:`, which some models' own ids have. A legal name stays as it is; another gets its illegal
/// characters replaced and a checksum behind it, the same every time, so that prompts stay cacheable from turn to turn.
final class LegalNames {
    private static final int LONGEST = 64;
    private static final int CHECKSUM = 9;

    /// Legal besides letters and digits.
    private final String signs;
    private final Map<String, String> legal = new HashMap<>();
    private final Map<String, String> original = new HashMap<>();
    private final Set<String> reserved = new HashSet<>();

    private LegalNames(String signs) {
        this.signs = signs;
    }

    static LegalNames ofTools() {
        return new LegalNames("_-");
    }

    static LegalNames ofCalls() {
        return new LegalNames("_-.:");
    }

    /// Keeps a legal name from being given to another one.
    void reserve(String name) {
        if (isLegal(name)) {
            reserved.add(name);
        }
    }

    String legal(String name) {
        if (isLegal(name)) {
            return name;
        }
        var known = legal.get(name);
        if (known != null) {
            return known;
        }
        var made = make(name, 0);
        for (int i = 1; reserved.contains(made) || original.containsKey(made); i++) {
            made = make(name, i);
        }
        legal.put(name, made);
        original.put(made, name);
        return made;
    }

    /// The caller's own name behind one that Bedrock sent.
    Map<String, String> originals() {
        return Map.copyOf(original);
    }

    private String make(String name, int attempt) {
        var crc = new CRC32();
        crc.update((attempt + name).getBytes(UTF_8));
        var head = new StringBuilder();
        for (int i = 0; i < name.length() && head.length() < LONGEST - CHECKSUM; i++) {
            char c = name.charAt(i);
            head.append(isLegal(c) ? c : '_');
        }
        return head.append('_').append(String.format("%08x", crc.getValue())).toString();
    }

    private boolean isLegal(String name) {
        return !name.isEmpty() && name.length() <= LONGEST && name.chars().allMatch(c -> isLegal((char) c));
    }

    private boolean isLegal(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || signs.indexOf(c) >= 0;
    }
}
