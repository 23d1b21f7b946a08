/// What each model takes: one table of facts, and what overrides it. Plain Java, no I/O but the reading of the table.
@NullMarked
package io.bedrockrelay.fit.traits;

import org.jspecify.annotations.NullMarked;
