package io.bedrockrelay.catalogue.resolve;

import io.bedrockrelay.catalogue.Scope;
import java.util.List;

/// One id that a name could be invoked by, and what became of it.
///
/// @param reason the rule that decided
record Candidate(String invocationId, Scope scope, List<String> destinations, Verdict verdict, String reason) {

    enum Verdict {
        CHOSEN("chosen"),
        ALLOWED("allowed"),
        REJECTED("rejected");

        private final String label;

        Verdict(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    boolean isRejected() {
        return verdict == Verdict.REJECTED;
    }
}
