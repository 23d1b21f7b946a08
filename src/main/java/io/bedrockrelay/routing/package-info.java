/// Which target a caller's wish leads to, and what a refusal may say.
@NullMarked
package io.bedrockrelay.routing;

import org.jspecify.annotations.NullMarked;
