/// OpenAI's Responses API, as Codex speaks it: requests are whole conversations, nothing is kept between two. No I/O.
@NullMarked
package io.bedrockrelay.dialect.responses;

import org.jspecify.annotations.NullMarked;
