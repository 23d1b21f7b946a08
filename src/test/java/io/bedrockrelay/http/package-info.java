@NullMarked
package io.bedrockrelay.http;

import org.jspecify.annotations.NullMarked;
