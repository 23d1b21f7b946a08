/// The language of a conversation: requests, messages, blocks, events, failures. Plain Java, no framework, no I/O.
@NullMarked
package io.bedrockrelay.chat;

import org.jspecify.annotations.NullMarked;
