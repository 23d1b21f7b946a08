@NullMarked
package io.bedrockrelay.bedrock;

import org.jspecify.annotations.NullMarked;
