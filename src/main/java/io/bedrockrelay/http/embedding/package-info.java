/// Embeddings: one request, the calls that its model needs for it, and an answer that is written as they come.
@NullMarked
package io.bedrockrelay.http.embedding;

import org.jspecify.annotations.NullMarked;
