/// How the JSON of a conversation is read.
@NullMarked
package io.bedrockrelay.chat.json;

import org.jspecify.annotations.NullMarked;
