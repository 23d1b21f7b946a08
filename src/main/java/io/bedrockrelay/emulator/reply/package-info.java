/// What the emulated models say: from a prompt to a reply, free of any API's shape.
@NullMarked
package io.bedrockrelay.emulator.reply;

import org.jspecify.annotations.NullMarked;
