@NullMarked
package io.bedrockrelay.dialect.anthropic.model;

import org.jspecify.annotations.NullMarked;
