/// The conversation so far, brought into the order and the form that a model takes. Every later turn of a client holds
/// what went wrong in an earlier one, so that nothing here refuses.
@NullMarked
package io.bedrockrelay.fit.history;

import org.jspecify.annotations.NullMarked;
