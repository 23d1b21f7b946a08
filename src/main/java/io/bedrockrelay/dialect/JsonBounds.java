package io.bedrockrelay.dialect;

import io.bedrockrelay.chat.Failure;

/// How much JSON a body may hold, whatever its size in bytes: a reader makes an object of some hundred bytes of each
/// value, so that a few megabytes of `{},` would fill the memory. Immutable.
///
/// @param values of all kinds in the whole body
/// @param keys in one object
/// @param depth of objects and arrays in each other
public record JsonBounds(int values, int keys, int depth) {

    Failure tooManyValues() {
        return tooLarge("more than " + values + " JSON values", "values");
    }

    Failure tooManyKeys() {
        return tooLarge("an object with more than " + keys + " members", "keys");
    }

    Failure tooDeep() {
        return tooLarge("objects and arrays nested deeper than " + depth, "depth");
    }

    private static Failure tooLarge(String what, String setting) {
        return new Failure.TooLarge(
                "The body has " + what + ". Send less, or have 'relay.limits.json-" + setting + "' raised.");
    }
}
