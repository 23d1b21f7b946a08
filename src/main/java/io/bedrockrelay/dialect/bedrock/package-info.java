/// Bedrock's own wire: what an AWS client sends and reads, as far as it does not pass through untouched.
@NullMarked
package io.bedrockrelay.dialect.bedrock;

import org.jspecify.annotations.NullMarked;
