/// Which of several candidates answers a call: their order, what is remembered of them, and what a failed try means.
@NullMarked
package io.bedrockrelay.routing.route;

import org.jspecify.annotations.NullMarked;
