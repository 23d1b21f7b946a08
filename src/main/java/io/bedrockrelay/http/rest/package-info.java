/// The JSON resources of `/api`, answered from memory.
@NullMarked
package io.bedrockrelay.http.rest;

import org.jspecify.annotations.NullMarked;
