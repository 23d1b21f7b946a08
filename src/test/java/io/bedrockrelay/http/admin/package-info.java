@NullMarked
package io.bedrockrelay.http.admin;

import org.jspecify.annotations.NullMarked;
