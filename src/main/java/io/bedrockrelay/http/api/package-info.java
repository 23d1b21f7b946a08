/// What each public API adds to the one way of a call: how a request is asked, and how its answer is written, be it
/// translated or passed on as it is.
@NullMarked
package io.bedrockrelay.http.api;

import org.jspecify.annotations.NullMarked;
