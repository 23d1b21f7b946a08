/// Fits each request to its model on the way to Bedrock, and learns from what Bedrock refuses.
@NullMarked
package io.bedrockrelay.relay.fitting;

import org.jspecify.annotations.NullMarked;
