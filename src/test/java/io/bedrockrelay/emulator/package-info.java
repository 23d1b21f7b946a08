/// The emulator is tested with AWS's own clients and AWS's own decoder.
@NullMarked
package io.bedrockrelay.emulator;

import org.jspecify.annotations.NullMarked;
