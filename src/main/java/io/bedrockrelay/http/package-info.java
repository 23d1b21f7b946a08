/// The HTTP surface. Start with `Conversation`: it is the whole way of a request for a chat.
@NullMarked
package io.bedrockrelay.http;

import org.jspecify.annotations.NullMarked;
