/// What operators and requests say about routes.
@NullMarked
package io.bedrockrelay.routing.setup;

import org.jspecify.annotations.NullMarked;
