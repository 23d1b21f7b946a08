/// Anthropic's Messages API. Claude models take the raw lane (`Raw…`), on which a body is edited by a few bytes and
/// events pass as they are; every other model is reached by translation.
@NullMarked
package io.bedrockrelay.dialect.anthropic;

import org.jspecify.annotations.NullMarked;
