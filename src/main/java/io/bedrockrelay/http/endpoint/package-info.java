/// Which calls there are: the one table of it, and what is made from it.
@NullMarked
package io.bedrockrelay.http.endpoint;

import org.jspecify.annotations.NullMarked;
