package io.bedrockrelay.dialect;

/// What a dialect wants to remember of a request until it writes the answer. Each dialect that needs any has its own
/// record; nobody else looks inside.
public interface Echo {
    Echo NOTHING = new Echo() {};
}
