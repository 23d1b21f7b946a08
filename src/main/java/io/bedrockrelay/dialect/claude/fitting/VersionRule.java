package io.bedrockrelay.dialect.claude.fitting;

import io.bedrockrelay.chat.adapted.Kind;
import io.bedrockrelay.dialect.claude.model.Fact;
import io.bedrockrelay.dialect.claude.outline.Node;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The version of the API that the model is told. Bedrock has a value of its own; the newest models take a date
/// as well, from which on Anthropic's own rules hold.
final class VersionRule {
    static final String BEDROCK = "bedrock-2023-05-31";
    private static final String MEMBER = "anthropic_version";
    private static final String FIRST_DATED = "2026-10-21";
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private VersionRule() {}

    /// Whether the rules of the dated versions hold for a caller.
    static boolean isDated(@Nullable String version) {
        return version != null && DATE.matcher(version).matches() && version.compareTo(FIRST_DATED) >= 0;
    }

    /// Sets the version of a body of Anthropic's API.
    ///
    /// @return whether the caller's version is newer than what the model is told
    static boolean set(Draft draft, Wish wish) {
        var held = draft.root().get(MEMBER);
        var said = held == null ? "" : held.text();
        if (said.startsWith("bedrock-")) {
            return false;
        }
        var wanted = isDated(said) ? said : isDated(wish.version()) ? wish.version() : null;
        boolean taken = wanted != null && (wish.strict() || draft.takes(Fact.DATED));
        draft.edits().put(draft.root(), MEMBER, '"' + (taken ? wanted : BEDROCK) + '"');
        if (wanted != null && !taken) {
            draft.told().changed(Kind.VERSION, BEDROCK, draft.model().how(Fact.DATED));
        }
        return wanted != null && !taken;
    }

    /// Sets the version of a body that was written for Bedrock, where the model is known to refuse it.
    static boolean mend(Draft draft) {
        Node held = draft.root().get(MEMBER);
        if (held == null || !DATE.matcher(held.text()).matches() || draft.takes(Fact.DATED)) {
            return false;
        }
        draft.edits().replace(held, '"' + BEDROCK + '"');
        draft.told().changed(Kind.VERSION, BEDROCK, draft.model().how(Fact.DATED));
        return isDated(held.text());
    }
}
