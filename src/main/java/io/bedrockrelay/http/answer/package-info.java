/// Writing answers on the request's event loop: whole ones, streams, failures.
@NullMarked
package io.bedrockrelay.http.answer;

import org.jspecify.annotations.NullMarked;
