@NullMarked
package io.bedrockrelay.http.token;

import org.jspecify.annotations.NullMarked;
