package io.bedrockrelay.access.keys;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.Node;

/// Reads the text of a keys file into keys, or into everything that is wrong with it.
final class KeysReader {
    private static final List<String> FIELDS = Stream.concat(
                    Stream.of("name", "sha256", "expires", "enabled"), GrantReader.FIELDS.stream())
            .toList();

    private final List<Mistake> mistakes = new ArrayList<>();
    private static final List<String> TOKEN_FIELDS = Stream.concat(
                    Stream.of("name", "claims"), GrantReader.FIELDS.stream())
            .toList();

    private final List<Key> keys = new ArrayList<>();
    private final List<TokenPolicy> policies = new ArrayList<>();
    private final Map<String, Integer> linesOfNames = new HashMap<>();
    private final Map<Digest, Integer> linesOfDigests = new HashMap<>();

    private KeysReader() {}

    static KeysReading read(byte[] content) {
        return switch (KeysYaml.compose(content)) {
            case KeysYaml.Tree(var root) -> new KeysReader().read(root);
            case KeysYaml.Malformed(var mistake) -> new KeysReading.Wrong(List.of(mistake));
        };
    }

    private KeysReading read(Node root) {
        var file = Section.of(root, "", mistakes).only(List.of("keys", "tokens"));
        if (mistakes.isEmpty() && !file.has("keys") && !file.has("tokens")) {
            mistakes.add(
                    Mistake.ofFile("it has no list of keys", "begin with a line `keys:` and the entries below it"));
        }
        boolean nobody = file.says("keys", "none");
        int place = 0;
        for (var item : nobody ? List.<Node>of() : file.items("keys")) {
            entry(item, ++place);
        }
        place = 0;
        for (var item : file.items("tokens")) {
            policy(item, ++place);
        }
        if (mistakes.isEmpty() && !nobody && keys.isEmpty() && policies.isEmpty()) {
            mistakes.add(Mistake.ofFile(
                    "it has no key, so nobody could come in",
                    "add one; make-key makes it. To shut everybody out in earnest write keys: none"));
        }
        return mistakes.isEmpty() ? new Keys(keys, policies) : new KeysReading.Wrong(mistakes);
    }

    private void entry(Node item, int place) {
        var nameless = Section.of(item, "entry " + place, mistakes);
        var name = nameless.one(
                "name",
                text -> Optional.of(text).filter(Key::isName),
                "write up to 64 letters, digits or . _ @ -, a letter or digit first");
        var section = nameless.at(name.map(text -> "key " + text).orElse(nameless.place()))
                .only(FIELDS);
        var digests = digests(section);
        var grant = GrantReader.read(section);
        var expires = section.one(
                "expires",
                KeysReader::instant,
                "write a date (2027-01-31: the key ends as that day begins, UTC) or a time (2027-01-31T18:00:00Z)");
        var enabled = section.one("enabled", KeysReader::flag, "write true or false");
        if (!section.has("name")) {
            section.wrong("name", "it is missing", "give every key a name of its own");
        }
        name.ifPresent(text -> once(linesOfNames, text, section, "name"));
        if (name.isPresent() && !digests.isEmpty() && digests.size() <= Key.MOST_DIGESTS) {
            keys.add(new Key(name.get(), digests, grant, expires.orElse(null), enabled.orElse(true)));
        }
    }

    private void policy(Node item, int place) {
        var section = Section.of(item, "token entry " + place, mistakes).only(TOKEN_FIELDS);
        var name = section.one(
                "name",
                text -> Optional.of(text).filter(Key::isName),
                "write up to 64 letters, digits or . _ @ -, a letter or digit first");
        if (!section.has("name")) {
            section.wrong("name", "it is missing", "give every entry a name");
        }
        var claims = section.table(
                "claims",
                text -> Optional.of(text).filter(value -> !value.isBlank()),
                "write the values, one of which a token must have in this claim");
        var grant = GrantReader.read(section);
        name.ifPresent(text -> policies.add(new TokenPolicy(text, claims, grant)));
    }

    private List<Digest> digests(Section section) {
        var digests = section.some(
                "sha256",
                Digest::parse,
                "write the SHA-256 of the key, 64 hexadecimal digits; the command make-key prints it");
        if (!section.has("sha256")) {
            section.wrong("sha256", "it is missing", "write the SHA-256 of the key; the command make-key prints it");
        }
        if (digests.size() > Key.MOST_DIGESTS) {
            section.wrong("sha256", "there are more than two", "keep the newest two, or make another key");
        }
        digests.forEach(digest -> once(linesOfDigests, digest, section, "sha256"));
        return digests;
    }

    private static <T> void once(Map<T, Integer> lines, T value, Section section, String field) {
        var line = lines.putIfAbsent(value, section.line(field));
        // The same twice in one list has been told by the list.
        if (line != null && line != section.line(field)) {
            section.wrong(field, "another key has the same one, in line " + line, "give every key its own");
        }
    }

    private static Optional<Boolean> flag(String text) {
        return switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    static Optional<Instant> instant(String text) {
        try {
            return Optional.of(
                    text.indexOf('T') < 0
                            ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                            : OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
