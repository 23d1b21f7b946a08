package io.bedrockrelay.relay.ending;

/// How the writing of an answer to its client ended.
///
/// @param keepAlives how often the client was told that the stream is alive
/// @param firstWrite when the first of the answer was handed to the socket, by the call's timers; 0 if nothing was
public record WriteOutcome(Manner manner, int keepAlives, long firstWrite) {
    /// Everything was written that had to be.
    public static final WriteOutcome WRITTEN = new WriteOutcome(Manner.WRITTEN, 0, 0);

    public static final WriteOutcome CLIENT_GONE = new WriteOutcome(Manner.CLIENT_GONE, 0, 0);
    public static final WriteOutcome STUCK = new WriteOutcome(Manner.STUCK, 0, 0);
    public static final WriteOutcome DEFECT = new WriteOutcome(Manner.DEFECT, 0, 0);

    public enum Manner {
        /// Everything was written that there was, be it an answer or an error.
        WRITTEN,
        /// The client closed the connection.
        CLIENT_GONE,
        /// The client left its socket full for too long.
        STUCK,
        /// The relay itself failed.
        DEFECT
    }
}
