package io.bedrockrelay.dialect;

import io.bedrockrelay.chat.ChatRequest;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.adapted.Adaptation;
import java.util.ArrayList;
import java.util.List;

/// What became of a request's bytes.
public sealed interface Reading {

    /// A request that can be sent.
    ///
    /// @param stream whether the caller asked for a stream
    /// @param echo what the encoder has to know of the request, in the dialect's own form
    /// @param adapted what was mended or left out while reading, for the caller to be told
    record Read(ChatRequest request, boolean stream, Echo echo, List<Adaptation> adapted) implements Reading {
        public Read {
            adapted = List.copyOf(adapted);
        }

        public Read(ChatRequest request, boolean stream, Echo echo) {
            this(request, stream, echo, List.of());
        }

        /// The same, with what was adapted before it was read.
        public Read with(List<Adaptation> before) {
            if (before.isEmpty()) {
                return this;
            }
            var all = new ArrayList<>(before);
            all.addAll(adapted);
            return new Read(request, stream, echo, all);
        }
    }

    record Refused(Failure failure) implements Reading {}
}
