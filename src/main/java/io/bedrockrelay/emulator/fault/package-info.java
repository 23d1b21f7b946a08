/// What may go wrong on demand: directives in the prompt, and what they do to an answer.
@NullMarked
package io.bedrockrelay.emulator.fault;

import org.jspecify.annotations.NullMarked;
