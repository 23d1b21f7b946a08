/// OpenAI's chat completions: how a request is read, and how an answer is written, whole and in chunks.
@NullMarked
package io.bedrockrelay.dialect.completions;

import org.jspecify.annotations.NullMarked;
