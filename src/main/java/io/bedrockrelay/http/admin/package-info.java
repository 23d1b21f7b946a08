/// What administrators do: making and deleting application inference profiles, and checking which models answer.
@NullMarked
package io.bedrockrelay.http.admin;

import org.jspecify.annotations.NullMarked;
