/// What requests say about their routes, and what their answers tell of them.
@NullMarked
package io.bedrockrelay.http.route;

import org.jspecify.annotations.NullMarked;
