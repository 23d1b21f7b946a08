/// Which models and inference profiles the emulated account sees in each Region.
@NullMarked
package io.bedrockrelay.emulator.catalogue;

import org.jspecify.annotations.NullMarked;
