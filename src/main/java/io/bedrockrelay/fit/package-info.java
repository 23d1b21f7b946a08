/// Requests that fit the model: what a caller may send, in the form that the model takes, as long as it means the same.
/// Pure: no I/O, no clock. Nothing else in the house knows what a model takes.
@NullMarked
package io.bedrockrelay.fit;

import org.jspecify.annotations.NullMarked;
