/// A JSON body as places in its own bytes, and edits that leave all the rest as it was written.
@NullMarked
package io.bedrockrelay.dialect.claude.outline;

import org.jspecify.annotations.NullMarked;
