/// The page at `/`: which files it is made of, and how they are sent.
@NullMarked
package io.bedrockrelay.http.page;

import org.jspecify.annotations.NullMarked;
