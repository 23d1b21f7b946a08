package io.bedrockrelay.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The table of docs/settings.md has every setting there is and no other, with the default that holds.
class SettingsTableTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`(?:relay|quarkus)\\.[^|]*) \\| ([^|]*)\\|.*\\|$");
    /// An expression, and a list too long for a cell.
    private static final Set<String> IN_WORDS = Set.of("relay.regions", "relay.models.obsolete");

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    @Test
    void hasEverySettingAndNoOther() throws IOException {
        assertThat(defaults().keySet().stream().filter(name -> name.startsWith("relay.")))
                .containsExactlyInAnyOrderElementsOf(Settings.properties().keySet());
    }

    @Test
    void tellsTheDefaultThatHolds() throws IOException {
        var told = defaults();
        Settings.properties().forEach((name, value) -> {
            if (value != null && !IN_WORDS.contains(name)) {
                assertThat(told.get(name)).as(name).startsWith("`" + value + "`");
            }
        });
    }

    /// Settings with what the table says of their defaults. `relay.a.b`, `.c` is short for two of them.
    private static Map<String, String> defaults() throws IOException {
        var defaults = new TreeMap<String, String>();
        for (var row : ROW.matcher(Files.readString(Path.of("docs/settings.md")))
                .results()
                .toList()) {
            var names = codes(row.group(1));
            var values = row.group(2).split(", ", -1);
            var parent = names.getFirst().substring(0, names.getFirst().lastIndexOf('.'));
            for (int i = 0; i < names.size(); i++) {
                var name = names.get(i).startsWith(".") ? parent + names.get(i) : names.get(i);
                defaults.put(name.replaceAll("\"[A-Z]+\"", "*"), i < values.length ? values[i].strip() : "");
            }
        }
        return defaults;
    }

    private static List<String> codes(String cell) {
        return CODE.matcher(cell)
                .results()
                .map((MatchResult found) -> Objects.requireNonNull(found.group(1)))
                .toList();
    }
}
