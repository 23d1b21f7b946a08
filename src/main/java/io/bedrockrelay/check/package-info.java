/// Checks of models by real calls.
@NullMarked
package io.bedrockrelay.check;

import org.jspecify.annotations.NullMarked;
