/// The runtime's operations: from path and body to the steps of an answer.
@NullMarked
package io.bedrockrelay.emulator.runtime;

import org.jspecify.annotations.NullMarked;
