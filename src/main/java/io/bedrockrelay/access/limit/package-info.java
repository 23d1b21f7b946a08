/// How much a caller may use: requests, tokens and open calls, counted in the memory of this replica.
@NullMarked
package io.bedrockrelay.access.limit;

import org.jspecify.annotations.NullMarked;
