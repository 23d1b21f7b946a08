/// Bodies and events of Claude's own API that pass through the relay as they are, but for a few bytes.
@NullMarked
package io.bedrockrelay.dialect.claude;

import org.jspecify.annotations.NullMarked;
