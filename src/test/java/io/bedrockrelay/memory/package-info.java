@NullMarked
package io.bedrockrelay.memory;

import org.jspecify.annotations.NullMarked;
