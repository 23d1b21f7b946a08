@NullMarked
package io.bedrockrelay.image;

import org.jspecify.annotations.NullMarked;
