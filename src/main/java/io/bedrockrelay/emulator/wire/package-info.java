/// What goes over the socket: answers, refusals, event-stream frames, and the steps by which they are sent.
@NullMarked
package io.bedrockrelay.emulator.wire;

import org.jspecify.annotations.NullMarked;
