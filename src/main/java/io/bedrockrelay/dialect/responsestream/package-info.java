/// Answers in the form of OpenAI's Responses API: items, their events, and the object that holds them. No I/O.
@NullMarked
package io.bedrockrelay.dialect.responsestream;

import org.jspecify.annotations.NullMarked;
