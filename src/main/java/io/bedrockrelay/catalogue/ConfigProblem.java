package io.bedrockrelay.catalogue;

/// One wrong setting, told so that the reader can put it right without opening the code.
///
/// @param key the property, such as `relay.routing.scopes`
/// @param value what was found
/// @param reason what is wrong with it
/// @param remedy what to write instead
public record ConfigProblem(String key, String value, String reason, String remedy) {}
