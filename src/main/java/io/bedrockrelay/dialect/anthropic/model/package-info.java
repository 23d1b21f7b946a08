/// The lists of models that Anthropic's API has.
@NullMarked
package io.bedrockrelay.dialect.anthropic.model;

import org.jspecify.annotations.NullMarked;
