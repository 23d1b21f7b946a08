package io.bedrockrelay.bedrock;

import io.bedrockrelay.memory.MemoryBudget;
import io.bedrockrelay.memory.MemoryShare;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/// Whom to ask.
///
/// @param region the Region whose endpoint is called, also if that is an override
/// @param invocationId a model id, profile id or ARN, not percent-encoded
/// @param opened told once the head of Bedrock's answer is there, before anything of its body; on the call's own
///     event loop
/// @param asked what the request holds of the memory, for as long as somebody is at work on it
/// @param memory what whole answers take their room from; the caller gives it back when it has let go of them
/// @param connect how long a connection may take; null: as long as every other
public record Destination(
        String region,
        String invocationId,
        Consumer<ResponseHead> opened,
        MemoryShare asked,
        MemoryShare memory,
        @Nullable Duration connect) {
    public Destination {
        if (region.isBlank() || invocationId.isBlank() || invocationId.matches("\\.+")) {
            throw new IllegalArgumentException("a call needs a Region and an id");
        }
    }

    public Destination(String region, String invocationId, Consumer<ResponseHead> opened) {
        this(region, invocationId, opened, MemoryBudget.UNLIMITED.share(), MemoryBudget.UNLIMITED.share(), null);
    }

    public Destination(String region, String invocationId) {
        this(region, invocationId, _ -> {});
    }

    /// The path of an operation: the id as one segment, whatever it holds.
    String path(Operation operation) {
        return "/model/" + SdkHttpUtils.urlEncode(invocationId) + "/" + operation.path();
    }
}
