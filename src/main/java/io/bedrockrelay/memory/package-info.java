/// How much of the process's memory requests and answers may take, and who holds how much of it.
@NullMarked
package io.bedrockrelay.memory;

import org.jspecify.annotations.NullMarked;
