package io.bedrockrelay.relay.failover;

import io.bedrockrelay.relay.supervision.CallRules;
import java.time.Duration;
import java.time.InstantSource;

/// What the tries of all calls keep to.
///
/// @param rules tries in all, their budget, and the pauses where one candidate is asked again
/// @param patience the longest wait for a candidate whose cache is warm
/// @param stake prompt tokens from which that cache is worth the wait
/// @param slow a later first event counts against its candidate
/// @param clock tells since when a Region does not answer
public record MoveRules(CallRules rules, Duration patience, long stake, Duration slow, InstantSource clock) {}
