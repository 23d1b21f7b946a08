/// How much a caller may use, counted in Redis over all replicas.
@NullMarked
package io.bedrockrelay.access.shared;

import org.jspecify.annotations.NullMarked;
