/// How much of the process's memory requests and answers may take, who holds how much of it, and where large ones are
/// worked on.
@NullMarked
package io.bedrockrelay.memory;

import org.jspecify.annotations.NullMarked;
