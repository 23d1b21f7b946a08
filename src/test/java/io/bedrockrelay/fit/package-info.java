/// Requests fitted to models, and answers given back.
@NullMarked
package io.bedrockrelay.fit;

import org.jspecify.annotations.NullMarked;
