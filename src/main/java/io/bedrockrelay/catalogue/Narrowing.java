package io.bedrockrelay.catalogue;

import java.util.List;

/// What comes of laying a restriction over a policy: a narrower policy, or nothing that both allow.
public sealed interface Narrowing permits Policy, Narrowing.Contradiction {

    /// The layers leave nothing.
    ///
    /// @param reason who asks for what, and what is allowed
    record Contradiction(String reason) implements Narrowing {

        /// The refusal that a request with contradicting layers gets, whatever the model.
        public Refusal refusal(String requested, String region) {
            return new Refusal(
                    requested, region, Refusal.Code.FORBIDDEN, reason + ".", List.of(), List.of(), List.of());
        }
    }
}
