package io.bedrockrelay.chat.answer;

import io.bedrockrelay.chat.Citation;
import io.bedrockrelay.chat.Failure;
import io.bedrockrelay.chat.Json;
import org.jspecify.annotations.Nullable;

/// What happens while a model answers, in order:
///
/// ```
/// Started ( ToolStarted? ( Text | Reasoning | Signature | Redacted | ToolInput | Cited )* BlockStopped )*
/// Stopped Metered?
/// ```
///
/// or, at any point before the end, `Failed`, after which nothing follows. A stream that ends without `Stopped`
/// is broken, whatever the socket says. `index` is Bedrock's content block index: it grows, but may have gaps, and
/// text and reasoning blocks have no start of their own. Nothing may be taken to be whole before `Stopped`.
public sealed interface ChatEvent {

    record Started() implements ChatEvent {}

    /// A tool call begins; its arguments follow as `ToolInput`. Calls of tools that Bedrock runs itself are not told.
    record ToolStarted(int index, String id, String name) implements ChatEvent {}

    record Text(int index, String text) implements ChatEvent {}

    record Reasoning(int index, String text) implements ChatEvent {}

    /// The proof that belongs to the reasoning of the same block.
    record Signature(int index, String signature) implements ChatEvent {}

    /// Encrypted reasoning, base64.
    record Redacted(int index, String base64) implements ChatEvent {}

    /// A piece of a tool call's arguments: JSON text, to be joined with the others of its block.
    record ToolInput(int index, String json) implements ChatEvent {}

    record Cited(int index, Citation citation) implements ChatEvent {}

    record BlockStopped(int index) implements ChatEvent {}

    /// The model's own end. `stopSequence` is the sequence that was met, where the model tells; `modelFields` is what
    /// was asked for by `Settings.responsePaths`.
    record Stopped(
            StopReason reason,
            @Nullable String stopSequence,
            @Nullable Json modelFields) implements ChatEvent {}

    /// What the answer cost. `latencyMs` is Bedrock's own figure, -1 where it gave none; `latency` is the kind of
    /// latency that was given (`optimized`), null where none was asked for.
    record Metered(
            Usage usage,
            long latencyMs,
            @Nullable Json trace,
            @Nullable String serviceTier,
            @Nullable String latency) implements ChatEvent {}

    /// The answer broke off. Always the last event.
    record Failed(Failure failure) implements ChatEvent {}
}
