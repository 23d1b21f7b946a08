package io.bedrockrelay.it.edge;

import static io.bedrockrelay.it.Keyed.entry;

import io.bedrockrelay.it.Keyed;
import io.bedrockrelay.it.edge.ApiDocument.Operation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who calls, and what is due to such a caller by the rules, whichever call it is.
enum Credential {
    NO_KEY(null, null),
    WRONG_KEY("brk_edge-wrong-0123456789", null),
    EXPIRED_KEY("brk_edge-expired-0123456789", "roles: [chat, admin]|expires: 2026-01-01"),
    CHAT_KEY("brk_edge-chat-0123456789", "roles: [chat]"),
    ADMIN_KEY("brk_edge-admin-0123456789", "roles: [admin]"),
    /// May do everything with models that no sample names.
    OTHER_MODEL("brk_edge-other-model-0123456789", "roles: [chat, admin]|models: [\"cohere.*\"]"),
    /// May do everything in a Region that no sample names.
    OTHER_REGION("brk_edge-other-region-0123456789", "roles: [chat, admin]|regions: [eu-west-1]");

    private static final Set<String> NAMES_OF_MODELS =
            Set.of("id", "modelId", "modelIdentifier", "inferenceProfileIdentifier");

    private final @Nullable String secret;
    private final @Nullable String fields;

    Credential(@Nullable String secret, @Nullable String fields) {
        this.secret = secret;
        this.fields = fields;
    }

    @Nullable
    String secret() {
        return secret;
    }

    static void write(Path file) throws IOException {
        Keyed.write(
                file,
                Arrays.stream(values())
                        .flatMap(each -> each.secret == null || each.fields == null
                                ? Stream.empty()
                                : Stream.of(entry(
                                        each.name()
                                                .toLowerCase(java.util.Locale.ROOT)
                                                .replace('_', '-'),
                                        each.secret,
                                        each.fields)))
                        .toArray(String[]::new));
    }

    /// @param operation asked for the model and in the Region of the samples, as far as it takes any
    Verdict verdict(Operation operation) {
        if (operation.role().equals("nothing")) {
            return Verdict.SERVED;
        }
        return switch (this) {
            case NO_KEY, WRONG_KEY, EXPIRED_KEY -> Verdict.UNKNOWN_CALLER;
            case CHAT_KEY -> operation.role().equals("admin") ? Verdict.FORBIDDEN : Verdict.SERVED;
            case ADMIN_KEY -> operation.role().equals("chat") ? Verdict.FORBIDDEN : Verdict.SERVED;
            case OTHER_MODEL -> ofAnotherModel(operation);
            case OTHER_REGION -> takesRegion(operation) ? Verdict.FORBIDDEN : Verdict.SERVED;
        };
    }

    /// Use is forbidden. What only looks is shown nothing, as if there were nothing; a resolution says that as a
    // result.
    private static Verdict ofAnotherModel(Operation operation) {
        if (operation.role().equals("chat") || operation.hasBodyField("source")) {
            return Verdict.FORBIDDEN;
        }
        if (operation.in("path").anyMatch(each -> each.name().equals("profileId"))) {
            return Verdict.HIDDEN_PROFILE;
        }
        boolean named = operation.in("path").anyMatch(each -> NAMES_OF_MODELS.contains(each.name()));
        return named && !operation.path().endsWith("/resolution") ? Verdict.HIDDEN : Verdict.SERVED;
    }

    static boolean takesRegion(Operation operation) {
        return operation.in("query").anyMatch(each -> each.name().equals("region"))
                || operation.in("header").anyMatch(each -> each.name().equals("X-Relay-Region"))
                || operation.hasBodyField("region");
    }
}
