/// A Bedrock for development and tests that speaks the real wire. It imports nothing of the relay.
@NullMarked
package io.bedrockrelay.emulator;

import org.jspecify.annotations.NullMarked;
