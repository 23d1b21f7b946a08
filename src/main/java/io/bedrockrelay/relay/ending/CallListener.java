package io.bedrockrelay.relay.ending;

import io.bedrockrelay.catalogue.Target;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.routing.Ask;

/// Hears of every call of the process, on the thread of each. It must be quick, may not wait, and never throws.
public interface CallListener {
    CallListener NONE = new CallListener() {};

    /// A name was resolved and a place taken; `ended` follows, once.
    default void opened(Ask ask, Target target) {}

    /// There will be no call.
    default void refused(Ask ask, Failure failure) {}

    default void ended(Ending ending) {}
}
