package io.bedrockrelay.access.limit;

import io.bedrockrelay.access.Limit;
import java.time.Duration;

/// Where a caller stands under one of its limits: what the rate-limit headers of every dialect are made of.
///
/// @param most the limit itself
/// @param remaining how much of it is left; never negative
/// @param reset how long until all of it is left again, if nothing else is used
public record LimitStatus(Limit limit, long most, long remaining, Duration reset) {}
