/// OpenAI's API: chat completions and the list of models, as bytes to values and back. No I/O.
@NullMarked
package io.bedrockrelay.dialect.openai;

import org.jspecify.annotations.NullMarked;
