/// The control plane: listings, paging, application inference profiles, availability, tags.
@NullMarked
package io.bedrockrelay.emulator.control;

import org.jspecify.annotations.NullMarked;
