/// How much of what a caller asks for it gets: admission under its limits, and the headers that tell where it stands.
@NullMarked
package io.bedrockrelay.http.quota;

import org.jspecify.annotations.NullMarked;
