/// What the emulated models say: from a prompt to a reply, free of any API's shape.
@NullMarked
package io.bedrockrelay.emulator.talk;

import org.jspecify.annotations.NullMarked;
