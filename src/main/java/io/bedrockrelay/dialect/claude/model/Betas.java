package io.bedrockrelay.dialect.claude.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The verdicts on betas, model by model. Immutable.
public final class Betas {
    private static final List<String> COLUMNS =
            List.of("g4", "sonnet45", "haiku45", "opus45", "g46", "g47", "sonnet5", "new");

    private final Map<String, List<Verdict>> exact = new HashMap<>();
    private final List<Prefix> prefixes = new ArrayList<>();
    private final List<Prefix> overrides = new ArrayList<>();

    private record Prefix(String beginning, boolean open, List<Verdict> verdicts) {
        boolean fits(String beta) {
            return open ? beta.startsWith(beginning) : beta.equals(beginning);
        }
    }

    /// @param lines of the table
    /// @param own verdicts that hold for all models and before the table; a `*` at the end of a name is any ending
    Betas(List<String> lines, Map<String, String> own) {
        own.forEach((name, word) -> overrides.add(prefix(name, List.of(Verdict.ofWord(word)))));
        for (var line : lines) {
            var cells = line.split("\\|", -1);
            var name = cells[0].strip();
            var verdicts = List.of(cells[1].strip().split("\\s+", -1)).stream()
                    .map(Verdict::ofWord)
                    .toList();
            if (verdicts.size() != 1 && verdicts.size() != COLUMNS.size()) {
                throw new IllegalArgumentException("not one verdict, nor one for each column: " + line);
            }
            if (name.endsWith("*")) {
                prefixes.add(prefix(name, verdicts));
            } else {
                exact.put(name, verdicts);
            }
        }
    }

    private static Prefix prefix(String name, List<Verdict> verdicts) {
        boolean open = name.endsWith("*");
        return new Prefix(open ? name.substring(0, name.length() - 1) : name, open, verdicts);
    }

    static boolean isColumn(String column) {
        return COLUMNS.contains(column);
    }

    Verdict of(String beta, String column) {
        for (var override : overrides) {
            if (override.fits(beta)) {
                return override.verdicts().getFirst();
            }
        }
        var known = exact.get(beta);
        if (known != null) {
            return at(known, column);
        }
        for (var prefix : prefixes) {
            if (prefix.fits(beta)) {
                return at(prefix.verdicts(), column);
            }
        }
        return Verdict.TRY;
    }

    private static Verdict at(List<Verdict> verdicts, String column) {
        return verdicts.size() == 1 ? verdicts.getFirst() : verdicts.get(COLUMNS.indexOf(column));
    }
}
