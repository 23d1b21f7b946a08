/// What a model answers: events as they come, and the whole reply that they add up to.
@NullMarked
package io.bedrockrelay.chat.answer;

import org.jspecify.annotations.NullMarked;
