package io.bedrockrelay.relay;

import io.bedrockrelay.bedrock.RuntimeLane;
import io.bedrockrelay.memory.MemoryBudget;
import io.bedrockrelay.relay.ending.CallListener;
import io.bedrockrelay.relay.failover.Failover;
import io.bedrockrelay.relay.fitting.Fitter;
import io.bedrockrelay.relay.supervision.CallRules;
import io.bedrockrelay.relay.supervision.OpenCalls;
import java.util.function.LongSupplier;

/// What every call of the process works with.
///
/// @param memory what whole answers take their room from
/// @param clock monotonic, in nanoseconds; the same as that of every call's timers
record CallServices(
        RuntimeLane lane,
        CallRules rules,
        OpenCalls calls,
        CallListener listener,
        Fitter fitter,
        LongSupplier clock,
        MemoryBudget memory,
        Failover failover) {}
