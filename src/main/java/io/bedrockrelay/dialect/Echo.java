package io.bedrockrelay.dialect;

import java.util.List;

/// What a dialect wants to remember of a request until it writes the answer. Each dialect that needs any has its own
/// record; nobody else looks inside.
public interface Echo {
    Echo NOTHING = new Echo() {};

    /// What the reader left out or changed, in its order: the caller is told.
    default List<Adaptation> adaptations() {
        return List.of();
    }
}
