/// Callers who bring a token of an identity provider.
@NullMarked
package io.bedrockrelay.http.token;

import org.jspecify.annotations.NullMarked;
