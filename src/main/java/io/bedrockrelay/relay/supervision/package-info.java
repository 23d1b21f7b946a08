/// Time limits, retries before the first item, and the end of every call, whatever its answer consists of.
@NullMarked
package io.bedrockrelay.relay.supervision;

import org.jspecify.annotations.NullMarked;
