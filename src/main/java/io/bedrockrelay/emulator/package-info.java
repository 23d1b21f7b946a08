/// A Bedrock for development and tests that speaks the real wire. It imports nothing of the relay.
///
/// A call goes from `Front` (credential, Region) to `control` or `runtime`, which answer with steps; `Pump` does the
/// steps at the speed of the reader. What may go wrong on demand is listed in the documentation of `fault`.
@NullMarked
package io.bedrockrelay.emulator;

import org.jspecify.annotations.NullMarked;
