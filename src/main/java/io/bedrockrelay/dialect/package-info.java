/// How one public API reads and writes a conversation. No I/O.
@NullMarked
package io.bedrockrelay.dialect;

import org.jspecify.annotations.NullMarked;
