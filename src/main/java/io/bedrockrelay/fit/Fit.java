package io.bedrockrelay.fit;

import io.bedrockrelay.chat.ChatRequest;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.adapted.Adaptation;
import io.bedrockrelay.fit.answer.AnswerPlan;
import java.util.List;

/// What became of a request that was fitted to its model.
public sealed interface Fit {

    /// A request that the model takes as far as is known.
    ///
    /// @param adaptations what was changed, for the caller to be told
    /// @param answer what has to be done to the answer
    /// @param whole whether the answer has to be asked for whole, though the caller wants a stream
    record Fitted(ChatRequest request, List<Adaptation> adaptations, AnswerPlan answer, boolean whole) implements Fit {
        public Fitted {
            adaptations = List.copyOf(adaptations);
        }
    }

    /// Something that would mean something else to this model; the failure names the caller's own field.
    record Refused(Failure.Invalid failure) implements Fit {}
}
