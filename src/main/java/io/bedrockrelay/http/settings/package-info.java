/// Settings that cannot even be read, told together with those that make no sense.
@NullMarked
package io.bedrockrelay.http.settings;

import org.jspecify.annotations.NullMarked;
