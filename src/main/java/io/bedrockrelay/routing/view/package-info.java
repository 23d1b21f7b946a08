/// Routes as they are told to people.
@NullMarked
package io.bedrockrelay.routing.view;

import org.jspecify.annotations.NullMarked;
