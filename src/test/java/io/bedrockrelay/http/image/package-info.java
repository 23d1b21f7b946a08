@NullMarked
package io.bedrockrelay.http.image;

import org.jspecify.annotations.NullMarked;
