/// What the native image needs to be told: the places where the compiler of native images would follow a way that the
/// relay never takes into classes that are not there, and what is reached by name only. The JVM never loads any of it.
@NullMarked
package io.bedrockrelay.bedrock.nativeimage;

import org.jspecify.annotations.NullMarked;
