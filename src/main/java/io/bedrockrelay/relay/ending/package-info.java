/// How a call ended: what is noted on its way, and who hears of it.
@NullMarked
package io.bedrockrelay.relay.ending;

import org.jspecify.annotations.NullMarked;
