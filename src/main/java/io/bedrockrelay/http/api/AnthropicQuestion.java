package io.bedrockrelay.http.api;

import io.bedrockrelay.dialect.claude.ClaudeRequest;

/// A body of Anthropic's API and what was seen in it, until it is known which model it goes to.
///
/// @param body never changed by anybody
@SuppressWarnings("ArrayRecordComponent") // Bodies have megabytes: a copy would cost more than it protects.
record AnthropicQuestion(byte[] body, ClaudeRequest seen) {}
