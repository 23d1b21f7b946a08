@NullMarked
package io.bedrockrelay.dialect.anthropic;

import org.jspecify.annotations.NullMarked;
