/// Makes of a Messages API body what one model on Bedrock takes, by cutting and inserting bytes; whatever the model
/// takes as it is stays as it is.
@NullMarked
package io.bedrockrelay.dialect.claude.fitting;

import org.jspecify.annotations.NullMarked;
