package io.bedrockrelay.access.keys;

import io.bedrockrelay.catalogue.ConfigProblem;
import java.nio.file.Path;

/// One thing that is wrong in a keys file. Quotes nothing that could be a secret, so that it may be logged.
///
/// @param line from 1; 0 where the whole file is meant
/// @param place the entry and its field, such as `key team-a, limits.tokensPerDay`; empty where the whole file is
///     meant
/// @param reason what is wrong
/// @param remedy what to write instead
record Mistake(int line, String place, String reason, String remedy) {
    private static final int SHOWN = 60;

    /// Of the file as a whole.
    static Mistake ofFile(String reason, String remedy) {
        return new Mistake(0, "", reason, remedy);
    }

    /// A piece of the file, cut and without control characters; a relay key that strayed into the wrong field is not
    /// shown.
    static String quote(String text) {
        if (text.contains(Secrets.PREFIX)) {
            return "(a key, not shown)";
        }
        var clean = text.replaceAll("\\p{Cntrl}", " ");
        return "'" + (clean.length() > SHOWN ? clean.substring(0, SHOWN) + "…" : clean) + "'";
    }

    ConfigProblem problem(Path file) {
        return new ConfigProblem("relay.access.keys-file", file.toString(), where() + reason, remedy);
    }

    private String where() {
        var line = line() == 0 ? "" : "line " + line() + ", ";
        return place.isEmpty() ? line.replace(", ", ": ") : line + place + ": ";
    }
}
