package io.bedrockrelay.bench.load;

/// Reads the body of one answer as it comes.
interface Reader {

    /// Takes in a piece, cut anywhere.
    void feed(byte[] bytes, int from, int to);

    /// The body has ended as HTTP has it.
    default void ended() {}

    /// What a body says.
    interface Told {
        void delta(int number);

        /// The dialect's own end.
        void whole();

        /// The dialect's way to tell a failure in mid-answer.
        void failure();
    }
}
