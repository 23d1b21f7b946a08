package io.bedrockrelay.relay;

/// How the writing of an answer to its client ended.
///
/// @param keepAlives how often the client was told that the stream is alive
/// @param firstWrite when the first of the answer was handed to the socket, by the call's timers; 0 if nothing was
public record Parting(Manner manner, int keepAlives, long firstWrite) {
    /// Everything was written that had to be.
    public static final Parting WRITTEN = new Parting(Manner.WRITTEN, 0, 0);

    public static final Parting CLIENT_GONE = new Parting(Manner.CLIENT_GONE, 0, 0);
    public static final Parting STUCK = new Parting(Manner.STUCK, 0, 0);
    public static final Parting DEFECT = new Parting(Manner.DEFECT, 0, 0);

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
