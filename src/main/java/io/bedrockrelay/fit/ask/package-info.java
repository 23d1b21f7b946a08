/// What a request asks for besides the conversation itself, in the form that a model takes.
@NullMarked
package io.bedrockrelay.fit.ask;

import org.jspecify.annotations.NullMarked;
