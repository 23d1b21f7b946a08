package io.bedrockrelay.http.embedding;

import io.bedrockrelay.chat.Failure;
import java.util.List;

/// What some of the calls of one embedding request gave.
sealed interface EmbeddingPart {

    /// The next vectors in the order of the inputs.
    ///
    /// @param tokens read for them; 0 where the models do not tell
    record Vectors(List<float[]> vectors, long tokens) implements EmbeddingPart {}

    record Failed(Failure failure) implements EmbeddingPart {}
}
