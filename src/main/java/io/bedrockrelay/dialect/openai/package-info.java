/// OpenAI's API: chat completions, the list of models and embeddings, as bytes to values and back. No I/O.
@NullMarked
package io.bedrockrelay.dialect.openai;

import org.jspecify.annotations.NullMarked;
