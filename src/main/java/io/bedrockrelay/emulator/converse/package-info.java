/// The Converse API: its rules, its answer and its stream.
@NullMarked
package io.bedrockrelay.emulator.converse;

import org.jspecify.annotations.NullMarked;
