/// Relay keys: their file, how it is read, watched and looked up, and the command that makes a key.
@NullMarked
package io.bedrockrelay.access.keys;

import org.jspecify.annotations.NullMarked;
