/// What the relay takes in: bodies up to a limit, and nothing while it has its hands full.
@NullMarked
package io.bedrockrelay.http.intake;

import org.jspecify.annotations.NullMarked;
