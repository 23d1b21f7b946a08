package io.bedrockrelay.relay.fitting;

import io.bedrockrelay.chat.adapted.Adaptation;
import io.bedrockrelay.fit.learn.Learnt;
import java.util.List;

/// A body in its model's own form, which only its dialect can read. Made for one call, used on the call's thread.
public interface OwnBody {

    /// The body as the model takes it, by the dialect's own facts and what was learnt beyond them. The body that was
    /// made last is the one that is sent.
    Form form(Learnt learnt);

    /// What a refusal of the body that was made last teaches, in the dialect's own words; empty where it is about
    /// something else, or about nothing new.
    ///
    /// @param message Bedrock's own
    List<String> lessons(String message);

    /// Whether a caller has to hear a refusal, though the body was sent for another one once more.
    ///
    /// @param message Bedrock's own
    default boolean isTold(String message) {
        return false;
    }

    /// What became of a body.
    sealed interface Form {

        /// @param json never changed by anybody
        @SuppressWarnings("ArrayRecordComponent") // Bodies have megabytes: a copy would cost more than it protects.
        record Body(byte[] json, List<Adaptation> adaptations) implements Form {
            public Body {
                adaptations = List.copyOf(adaptations);
            }
        }

        /// What was refused cannot be left out of this one.
        record Unfit() implements Form {}
    }
}
