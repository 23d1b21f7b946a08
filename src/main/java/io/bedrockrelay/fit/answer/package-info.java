/// What has to be done to an answer because the request was said to the model in another way than by its caller.
@NullMarked
package io.bedrockrelay.fit.answer;

import org.jspecify.annotations.NullMarked;
