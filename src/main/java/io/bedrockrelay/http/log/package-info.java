/// What is told of every request once it is over: one line of the log, one count, one span of a trace.
@NullMarked
package io.bedrockrelay.http.log;

import org.jspecify.annotations.NullMarked;
