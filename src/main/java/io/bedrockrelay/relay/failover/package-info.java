/// Tries of one call along its route: when one moves on, and what its candidates are remembered by.
@NullMarked
package io.bedrockrelay.relay.failover;

import org.jspecify.annotations.NullMarked;
