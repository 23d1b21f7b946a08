/// The frames of `application/vnd.amazon.eventstream`: bytes as they arrive to frames that are known to be whole.
@NullMarked
package io.bedrockrelay.bedrock.frame;

import org.jspecify.annotations.NullMarked;
