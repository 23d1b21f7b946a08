/// The raw lane: bodies and frames that pass through the relay as they are, only framed anew, with a peek at what
/// carries usage and the end.
@NullMarked
package io.bedrockrelay.http.passthrough;

import org.jspecify.annotations.NullMarked;
