/// What Bedrock answers, in the relay's own vocabulary: events, whole replies, failures.
@NullMarked
package io.bedrockrelay.bedrock.answer;

import org.jspecify.annotations.NullMarked;
