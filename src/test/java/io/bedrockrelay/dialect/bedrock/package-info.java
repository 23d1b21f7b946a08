@NullMarked
package io.bedrockrelay.dialect.bedrock;

import org.jspecify.annotations.NullMarked;
