/// One call from start to end: resolve, permit, open, time limits, retry before the first event, cancel.
@NullMarked
package io.bedrockrelay.relay;

import org.jspecify.annotations.NullMarked;
