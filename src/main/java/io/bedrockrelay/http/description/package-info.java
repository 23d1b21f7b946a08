/// The description of the API at `/q/openapi`. It is made by a test and held as a resource, so that a start prepares
/// nothing of it.
@NullMarked
package io.bedrockrelay.http.description;

import org.jspecify.annotations.NullMarked;
