/// How the process goes away: from SIGTERM to the exit code.
@NullMarked
package io.bedrockrelay.http.drain;

import org.jspecify.annotations.NullMarked;
