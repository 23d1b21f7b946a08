/// The conformance matrix: which client can do what with the relay, as the tests with the clients really found it.
@NullMarked
package io.bedrockrelay.it.matrix;

import org.jspecify.annotations.NullMarked;
