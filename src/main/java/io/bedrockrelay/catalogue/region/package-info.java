/// What one Region has: its models and profiles joined, with what the relay derives from them. Immutable.
@NullMarked
package io.bedrockrelay.catalogue.region;

import org.jspecify.annotations.NullMarked;
