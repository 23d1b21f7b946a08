package io.bedrockrelay.http.answer;

import io.bedrockrelay.access.limit.Demand;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a request asks for, as far as the way of a call has to know it.
///
/// @param model the model name as the client wrote it
/// @param region what the body asks for, which comes before every header; null where it asks for none
/// @param demand what tokens are reserved for; looked at only where a caller's tokens are limited
/// @param question the rest, for the API that read it
public record Asked<Q>(String model, @Nullable String region, Supplier<Demand> demand, Q question) {

    /// The same with the demand known, so that nobody has to find it out on an event loop.
    public Asked<Q> sized() {
        var known = demand.get();
        return new Asked<>(model, region, () -> known, question);
    }
}
