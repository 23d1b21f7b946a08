/// What guards the port itself, whatever is asked of it: security headers, and the time that a client may take to send
/// its request.
@NullMarked
package io.bedrockrelay.http.guard;

import org.jspecify.annotations.NullMarked;
