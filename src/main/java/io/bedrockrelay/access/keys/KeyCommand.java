package io.bedrockrelay.access.keys;

import io.bedrockrelay.access.CallerRole;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The command that makes a relay key. Prints the key, which is stored nowhere, and the entry for the keys file,
/// which holds only its digest.
public final class KeyCommand {
    private static final int DONE = 0;
    private static final int WRONG_USE = 2;

    private static final String USAGE = """
            Makes a relay key.

              make-key --name NAME [--roles chat,admin] [--expires 2027-01-31]

              --name     whose key it is: up to 64 letters, digits or . _ @ -
              --roles    chat (default), admin, or both with a comma
              --expires  when it ends: a date (00:00 UTC of that day) or a time such as 2027-01-31T18:00:00Z
            """;

    private KeyCommand() {}

    /// Runs the command to its end.
    ///
    /// @param args what follows the command's name
    /// @param out gets the key and the entry
    /// @param err gets what is wrong with the arguments
    /// @return the exit status: 0, or 2 where the arguments are wrong
    public static int run(String[] args, PrintStream out, PrintStream err, SecureRandom random) {
        if (Arrays.asList(args).contains("--help")) {
            out.print(USAGE);
            return DONE;
        }
        var options = new HashMap<String, String>();
        var wrong = parse(args, options).or(() -> check(options));
        if (wrong.isPresent()) {
            err.println(wrong.get());
            err.println();
            err.print(USAGE);
            return WRONG_USE;
        }
        print(options, Secrets.make(random), out);
        return DONE;
    }

    private static Optional<String> parse(String[] args, Map<String, String> options) {
        for (int i = 0; i < args.length; i += 2) {
            if (!List.of("--name", "--roles", "--expires").contains(args[i])) {
                return Optional.of("There is no option " + args[i] + ".");
            }
            if (i + 1 == args.length) {
                return Optional.of("The option " + args[i] + " lacks its value.");
            }
            if (options.put(args[i], args[i + 1]) != null) {
                return Optional.of("The option " + args[i] + " stands twice.");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> check(Map<String, String> options) {
        var name = options.get("--name");
        if (name == null || !Key.isName(name)) {
            return Optional.of("--name wants up to 64 letters, digits or . _ @ -, a letter or digit first.");
        }
        if (roles(options).size() > roles(options).stream().distinct().count()
                || !roles(options).stream().allMatch(role -> CallerRole.of(role).isPresent())) {
            return Optional.of("--roles wants chat, admin, or both with a comma.");
        }
        var expires = options.get("--expires");
        if (expires != null && KeysReader.instant(expires).isEmpty()) {
            return Optional.of("--expires wants a date such as 2027-01-31, or a time such as 2027-01-31T18:00:00Z.");
        }
        return Optional.empty();
    }

    private static List<String> roles(Map<String, String> options) {
        return Arrays.asList(options.getOrDefault("--roles", "chat").split(",", -1));
    }

    private static void print(Map<String, String> options, String secret, PrintStream out) {
        out.println("# The key. It is shown this once; give it to its user:");
        out.println(secret);
        out.println();
        out.println(
                "# Its entry in the keys file, below `keys:`. To replace a secret, put the new sha256 beside the old");
        out.println("# one (sha256: [OLD, NEW]) until every user has the new key.");
        // In quotes, because a name or a digest of digits alone would look like a number to other readers of YAML.
        out.println("  - name: \"" + options.get("--name") + "\"");
        out.println("    sha256: \"" + Digest.of(secret).hex() + "\"");
        out.println("    roles: [" + String.join(", ", roles(options)) + "]");
        var expires = options.get("--expires");
        if (expires != null) {
            out.println("    expires: \"" + expires + "\"");
        }
    }
}
