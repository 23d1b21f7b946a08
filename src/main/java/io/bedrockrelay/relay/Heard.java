package io.bedrockrelay.relay;

import io.bedrockrelay.bedrock.ConverseOutcome;
import io.bedrockrelay.chat.answer.ChatEvent;
import io.bedrockrelay.chat.answer.Fold;
import io.bedrockrelay.relay.ending.CallProgress;
import io.smallrye.mutiny.Multi;

/// What is noted of a translated answer on its way to the caller.
///
/// @param progress of the call
record Heard(CallProgress progress) {

    ChatEvent event(ChatEvent event) {
        return switch (Inspectors.malformedFails(event)) {
            case ChatEvent.Metered metered -> {
                progress.metered(metered.usage());
                yield metered;
            }
            case ChatEvent other -> other;
        };
    }

    Fold.Outcome whole(ConverseOutcome answer) {
        return switch (answer) {
            case ConverseOutcome.Failed failed -> new Fold.Outcome.Failed(failed.failure());
            case ConverseOutcome.Whole whole -> {
                progress.metered(whole.reply().usage());
                yield Inspectors.malformedFails(new Fold.Outcome.Whole(whole.reply()));
            }
        };
    }

    /// A whole answer as the events that would have told it.
    static Multi<ChatEvent> told(Fold.Outcome outcome) {
        return switch (outcome) {
            case Fold.Outcome.Failed failed -> Multi.createFrom().item(new ChatEvent.Failed(failed.failure()));
            case Fold.Outcome.Whole whole ->
                Multi.createFrom().iterable(whole.reply().asEvents());
        };
    }
}
