@NullMarked
package io.bedrockrelay.http.guard;

import org.jspecify.annotations.NullMarked;
