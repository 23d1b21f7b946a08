@NullMarked
package io.bedrockrelay.dialect.wire;

import org.jspecify.annotations.NullMarked;
