package io.bedrockrelay.it.matrix;

/// An argument of a test that says which client asks, and how.
public interface Asked {
    Client client();

    boolean streamed();
}
