/// Every number that the relay tells of itself, and its name.
@NullMarked
package io.bedrockrelay.metrics;

import org.jspecify.annotations.NullMarked;
