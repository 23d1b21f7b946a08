/// The page of the packaged application in a real Chromium.
@NullMarked
package io.bedrockrelay.it.page;

import org.jspecify.annotations.NullMarked;
