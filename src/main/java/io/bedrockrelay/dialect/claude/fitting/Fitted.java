package io.bedrockrelay.dialect.claude.fitting;

import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.adapted.Adaptation;
import java.util.List;

/// What became of a body.
public sealed interface Fitted {

    /// A body that the model takes as far as is known.
    ///
    /// @param json never changed by anybody
    /// @param doubtful betas among those sent that a refusal without a name may be about
    /// @param older whether the caller speaks a newer version of the API than the model, whose answer lacks members
    @SuppressWarnings("ArrayRecordComponent") // Bodies have megabytes: a copy would cost more than it protects.
    record Body(byte[] json, List<Adaptation> adaptations, List<String> doubtful, boolean older) implements Fitted {
        public Body {
            adaptations = List.copyOf(adaptations);
            doubtful = List.copyOf(doubtful);
        }

        /// The same under an envelope.
        public Body with(byte[] enveloped) {
            return new Body(enveloped, adaptations, doubtful, older);
        }
    }

    /// Something that would mean something else to this model.
    record Refused(Failure.Invalid failure) implements Fitted {}
}
