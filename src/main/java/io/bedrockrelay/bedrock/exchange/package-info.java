/// One HTTP exchange with Bedrock's runtime: connect, sign, send, and the head of the answer.
@NullMarked
package io.bedrockrelay.bedrock.exchange;

import org.jspecify.annotations.NullMarked;
