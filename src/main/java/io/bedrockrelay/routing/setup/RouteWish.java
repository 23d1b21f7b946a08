package io.bedrockrelay.routing.setup;

import io.bedrockrelay.access.limit.Demand;
import io.bedrockrelay.routing.route.Affinity;
import io.bedrockrelay.routing.route.ConversationKey;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What one request says about its route. It can only narrow what the settings allow.
///
/// @param conversation what tells its conversation from others
/// @param promptTokens of its prompt, as far as its size tells them
/// @param claudeOnly whether its body is one that Claude models alone take
/// @param sameModel whether only the model that was asked for takes the request; asked at most once
/// @param pinned why no other Region may answer; null where one may
/// @param demand what it may use at most; looked at only where somebody keeps accounts
public record RouteWish(
        ConversationKey conversation,
        long promptTokens,
        boolean claudeOnly,
        BooleanSupplier sameModel,
        @Nullable String pinned,
        Supplier<Demand> demand) {
    /// Says nothing, and belongs to no conversation.
    public static final RouteWish NONE = new RouteWish(ConversationKey.NONE, 0, true, () -> true, null);

    /// Of a request whose demand nobody knows.
    public RouteWish(
            ConversationKey conversation,
            long promptTokens,
            boolean claudeOnly,
            BooleanSupplier sameModel,
            @Nullable String pinned) {
        this(conversation, promptTokens, claudeOnly, sameModel, pinned, () -> Demand.NONE);
    }

    /// The same of a request that may use this much.
    public RouteWish using(Supplier<Demand> most) {
        return new RouteWish(conversation, promptTokens, claudeOnly, sameModel, pinned, most);
    }

    /// What a plain chat says, of which only the session is known.
    ///
    /// @param session null where it belongs to none
    public static RouteWish ofSession(@Nullable String session) {
        ConversationKey key = session == null
                ? ConversationKey.NONE
                : hash -> {
                    hash.add(session);
                    return Affinity.SESSION;
                };
        return new RouteWish(key, 0, false, () -> false, null);
    }
}
