/// Fetches the images that a request names by their URLs. Off unless wished, and then from public addresses only: the
/// URL comes from a caller, the connection from inside the network.
@NullMarked
package io.bedrockrelay.image;

import org.jspecify.annotations.NullMarked;
