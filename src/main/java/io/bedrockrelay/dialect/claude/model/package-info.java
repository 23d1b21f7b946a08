/// What each Claude model takes of Anthropic's API on Bedrock: facts of a table, and what refusals taught beyond it.
@NullMarked
package io.bedrockrelay.dialect.claude.model;

import org.jspecify.annotations.NullMarked;
