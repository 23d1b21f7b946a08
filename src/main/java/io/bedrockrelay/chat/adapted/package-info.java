/// What was made of a request that a model would not have taken as it came: the words in which callers are told.
@NullMarked
package io.bedrockrelay.chat.adapted;

import org.jspecify.annotations.NullMarked;
