package io.bedrockrelay.relay;

import io.bedrockrelay.catalogue.Target;
import io.bedrockrelay.chat.Failure;

/// Hears of every call of the process, on the thread of each. It must be quick, may not wait, and never throws.
public interface Listener {
    Listener NONE = new Listener() {};

    /// A name was resolved and a place taken; `ended` follows, once.
    default void opened(Ask ask, Target target) {}

    /// There will be no call.
    default void refused(Ask ask, Failure failure) {}

    default void ended(Ending ending) {}
}
