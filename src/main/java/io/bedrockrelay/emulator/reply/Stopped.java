package io.bedrockrelay.emulator.reply;

import java.util.Optional;

/// Where a text ends: at a stop sequence, at the limit of tokens, or of itself.
record Stopped(String text, String reason, Optional<String> sequence) {

    static Stopped at(String whole, Prompt prompt) {
        var first = prompt.stops().stream()
                .filter(stop -> whole.contains(stop))
                .min((one, other) -> Integer.compare(whole.indexOf(one), whole.indexOf(other)));
        int limit = prompt.maxTokens().orElse(Integer.MAX_VALUE / TokenCounter.CHARACTERS) * TokenCounter.CHARACTERS;
        int end = first.map(whole::indexOf).orElse(whole.length());
        if (end > limit) {
            return new Stopped(whole.substring(0, limit), "max_tokens", Optional.empty());
        }
        return first.isPresent()
                ? new Stopped(whole.substring(0, end), "stop_sequence", first)
                : new Stopped(whole, "end_turn", Optional.empty());
    }
}
