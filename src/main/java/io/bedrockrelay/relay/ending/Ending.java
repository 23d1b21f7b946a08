package io.bedrockrelay.relay.ending;

import io.bedrockrelay.catalogue.Target;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.adapted.Adaptation;
import io.bedrockrelay.chat.answer.Usage;
import io.bedrockrelay.routing.Ask;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of one call. Made once for each call that was opened, when nothing more is written to its client,
/// however it ended; told on the call's own thread. It holds no content of the conversation.
///
/// @param target that was asked last
/// @param streamed whether the answer was asked for as a stream
/// @param adaptations what of the request was adapted to its model
/// @param failure what the client was told instead of a whole answer; null for a completed call and a client that went
/// @param usage the final count of tokens; null where Bedrock never told it, as of an answer that broke off
/// @param attempts how often the request was sent: 0 if it never was, 1 without a retry; of embeddings, which one
///     request may ask for in several calls of Bedrock, 1 and all retries
/// @param toSend from the opening to the first sending
/// @param firstEvent from the opening to the first of the answer; null if there was none
/// @param toWrite from the first event to its writing to the socket; null where that was not seen
/// @param duration from the opening to the end
/// @param upstreamRequestId Bedrock's own id of the last attempt, which AWS's support asks for
/// @param routed its way along its route; null where failover is off
public record Ending(
        Ask ask,
        Target target,
        Work work,
        boolean streamed,
        List<Adaptation> adaptations,
        Outcome outcome,
        @Nullable Failure failure,
        @Nullable Usage usage,
        int attempts,
        int keepAlives,
        @Nullable Duration toSend,
        @Nullable Duration firstEvent,
        @Nullable Duration toWrite,
        Duration duration,
        @Nullable String upstreamRequestId,
        @Nullable Routed routed) {

    /// Of a call without a route.
    public Ending(
            Ask ask,
            Target target,
            Work work,
            boolean streamed,
            List<Adaptation> adaptations,
            Outcome outcome,
            @Nullable Failure failure,
            @Nullable Usage usage,
            int attempts,
            int keepAlives,
            @Nullable Duration toSend,
            @Nullable Duration firstEvent,
            @Nullable Duration toWrite,
            Duration duration,
            @Nullable String upstreamRequestId) {
        this(
                ask,
                target,
                work,
                streamed,
                adaptations,
                outcome,
                failure,
                usage,
                attempts,
                keepAlives,
                toSend,
                firstEvent,
                toWrite,
                duration,
                upstreamRequestId,
                null);
    }

    /// Whether the answer broke after it had begun.
    public boolean brokeMidway() {
        return failure != null && firstEvent != null;
    }
}
