package io.bedrockrelay.access;

import io.bedrockrelay.catalogue.ConfigProblem;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Who is let in. Immutable, read once at start.
@ConfigMapping(prefix = "relay.access")
public interface AccessSettings {

    /// How callers are recognised: `keys` (relay keys of the keys file), `oidc` (tokens of an identity provider),
    /// `keys,oidc` (either), or `open` (everybody may use every model at the expense of the account; for
    /// a laptop, or a network where something else keeps the door).
    @WithDefault("keys")
    List<String> mode();

    /// The YAML file of relay keys and of policies for tokens, usually a mounted Secret. Required unless the mode is
    /// `open`.
    Optional<Path> keysFile();

    /// How often the keys file is looked at. A change holds after two looks that saw the same content, so that a file
    /// that is just being written is not taken by half.
    @WithDefault("5s")
    Duration keysReload();

    /// Whether mode `open` opens the calls of administrators too: refresh, profile creation and deletion, checks. Off
    /// unless wished, because these change the account and cost money.
    @WithDefault("false")
    boolean openAdmin();

    /// What requests may ask for in mode `open` besides answers: of `s3`, `guardrail`, `tiers` and `additionalFields`,
    /// or `none`. `s3` has to be wished: whoever reaches the port could read what the relay's role may read. In the
    /// other modes the keys file says it for each key.
    @WithDefault("guardrail,tiers,additionalFields")
    List<String> openFeatures();

    /// How many tokens of output a request is taken to ask for that does not say (`max_tokens`), when room under the
    /// limits of its key is reserved. What was too much is given back at its end.
    @WithDefault("4096")
    int assumedOutputTokens();

    /// The modes that are known among those written.
    default Set<Mode> modes() {
        var modes = EnumSet.noneOf(Mode.class);
        mode().forEach(label -> Mode.of(label.strip()).ifPresent(modes::add));
        return modes;
    }

    /// Who everybody is in mode `open`.
    default Caller anyone() {
        var features = EnumSet.noneOf(Feature.class);
        openFeatures().forEach(label -> Feature.of(label.strip()).ifPresent(features::add));
        if (features.equals(Feature.USUAL)) {
            return openAdmin() ? Caller.OPEN_WITH_ADMIN : Caller.OPEN;
        }
        return Caller.anyone(
                openAdmin() ? EnumSet.of(CallerRole.CHAT, CallerRole.ADMIN) : EnumSet.of(CallerRole.CHAT), features);
    }

    /// What is wrong with the values, if anything; the application does not start with a problem. What stands inside
    /// the keys file is judged by its reader.
    default List<ConfigProblem> problems() {
        var problems = new ArrayList<ConfigProblem>();
        modeProblem().ifPresent(problems::add);
        keysFileProblem().ifPresent(problems::add);
        if (keysReload().compareTo(Duration.ofSeconds(1)) < 0 || keysReload().compareTo(Duration.ofHours(1)) > 0) {
            problems.add(new ConfigProblem(
                    "relay.access.keys-reload",
                    keysReload().toString(),
                    "the time between two looks at the keys file is out of range",
                    "give a duration from 1s to 1h, or leave it out for 5s"));
        }
        openFeatures().stream()
                .map(String::strip)
                .filter(label -> Feature.of(label).isEmpty()
                        && !(label.equals("none") && openFeatures().size() == 1))
                .findFirst()
                .flatMap(label -> problem(
                        "open-features",
                        String.join(",", openFeatures()),
                        "there is no feature " + label,
                        "write s3, guardrail, tiers, additionalFields or several of them, or none"))
                .ifPresent(problems::add);
        if (assumedOutputTokens() < 1) {
            problems.add(new ConfigProblem(
                    "relay.access.assumed-output-tokens",
                    Integer.toString(assumedOutputTokens()),
                    "every answer has at least one token",
                    "give a number of at least 1, or leave it out for 4096"));
        }
        return problems;
    }

    private Optional<ConfigProblem> modeProblem() {
        var unknown = mode().stream()
                .filter(label -> Mode.of(label.strip()).isEmpty())
                .findFirst();
        if (unknown.isPresent()) {
            return problem(
                    "mode",
                    String.join(",", mode()),
                    "there is no mode " + unknown.get(),
                    "write keys, oidc, keys,oidc or open");
        }
        if (modes().contains(Mode.OPEN) && modes().size() > 1) {
            return problem(
                    "mode",
                    String.join(",", mode()),
                    "open lets everybody in, so the other mode would keep nobody out",
                    "write open alone, or leave it out");
        }
        return Optional.empty();
    }

    private Optional<ConfigProblem> keysFileProblem() {
        if (modes().isEmpty()) {
            return Optional.empty();
        }
        if (modes().equals(Set.of(Mode.OPEN))) {
            return keysFile()
                    .flatMap(file -> problem(
                            "keys-file",
                            file.toString(),
                            "mode %s takes no relay keys, so the file would keep nobody out"
                                    .formatted(String.join(",", mode())),
                            "add keys to relay.access.mode, or leave the file out"));
        }
        if (keysFile().isEmpty()) {
            return problem(
                    "keys-file",
                    "(not set)",
                    "mode %s needs a file that says who may do what, or nobody could come in"
                            .formatted(String.join(",", mode())),
                    "name the file, with keys made by the command make-key or policies for tokens; or set relay.access.mode=open to let"
                            + " everybody in who reaches the port");
        }
        return unusable(keysFile().get())
                .flatMap(reason -> problem(
                        "keys-file",
                        keysFile().get().toString(),
                        reason,
                        "mount the Secret there, or name the file that holds the keys"));
    }

    private static Optional<String> unusable(Path file) {
        if (!Files.exists(file)) {
            return Optional.of("there is no such file");
        }
        if (!Files.isRegularFile(file)) {
            return Optional.of("it is not a file");
        }
        return Files.isReadable(file) ? Optional.empty() : Optional.of("the relay may not read it");
    }

    private static Optional<ConfigProblem> problem(String name, String value, String reason, String remedy) {
        return Optional.of(new ConfigProblem("relay.access." + name, value, reason, remedy));
    }
}
