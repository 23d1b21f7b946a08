package io.bedrockrelay.relay;

import io.bedrockrelay.bedrock.RuntimeLane;
import java.util.function.LongSupplier;

/// What every call of the process works with.
///
/// @param clock monotonic, in nanoseconds; the same as that of every call's timers
record Means(RuntimeLane lane, Rules rules, OpenCalls calls, Listener listener, LongSupplier clock) {}
