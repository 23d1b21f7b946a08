/// What clients of Claude models find at the relay that other clients do not ask for.
@NullMarked
package io.bedrockrelay.http.claude;

import org.jspecify.annotations.NullMarked;
