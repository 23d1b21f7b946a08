/// OpenAI's embeddings, and what each family of embedding models on Bedrock makes of them.
@NullMarked
package io.bedrockrelay.dialect.embedding;

import org.jspecify.annotations.NullMarked;
