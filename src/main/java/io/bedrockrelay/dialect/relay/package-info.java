/// The relay's own dialect: `POST /api/chat`, JSON in the JSend form and SSE with named events.
@NullMarked
package io.bedrockrelay.dialect.relay;

import org.jspecify.annotations.NullMarked;
