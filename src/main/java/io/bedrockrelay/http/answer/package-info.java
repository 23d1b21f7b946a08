/// Reading requests and writing answers on the request's event loop: bodies, streams, failures.
@NullMarked
package io.bedrockrelay.http.answer;

import org.jspecify.annotations.NullMarked;
