/// The door of the main port: who may come in, for which call. `Endpoints` is the table of it.
@NullMarked
package io.bedrockrelay.http.gate;

import org.jspecify.annotations.NullMarked;
