@NullMarked
package io.bedrockrelay.dialect.relay;

import org.jspecify.annotations.NullMarked;
