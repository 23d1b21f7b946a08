@NullMarked
package io.bedrockrelay.http.feature;

import org.jspecify.annotations.NullMarked;
