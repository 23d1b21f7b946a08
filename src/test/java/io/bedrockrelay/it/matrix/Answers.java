package io.bedrockrelay.it.matrix;

/// In which ways an answer was asked for.
public enum Answers {
    WHOLE,
    STREAMED,
    BOTH;

    public boolean holds(boolean streamed) {
        return this == BOTH || (this == STREAMED) == streamed;
    }

    static Answers of(boolean streamed) {
        return streamed ? STREAMED : WHOLE;
    }
}
