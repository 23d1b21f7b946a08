/// What a request asks of AWS besides an answer, found in every form in which it can be written, and whether its caller
/// may.
@NullMarked
package io.bedrockrelay.http.feature;

import org.jspecify.annotations.NullMarked;
