/// What clients of Claude models send, and what Bedrock gets of it: the numbered cases, each in one table of this
/// package.
@NullMarked
package io.bedrockrelay.claude;

import org.jspecify.annotations.NullMarked;
