@NullMarked
package io.bedrockrelay.deploy;

import org.jspecify.annotations.NullMarked;
