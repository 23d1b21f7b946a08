package io.bedrockrelay.emulator.reply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/// What a directive wants of the reply's content.
///
/// @param pieces    number of numbered text pieces to answer with, 0 for an ordinary answer
/// @param pieceSize characters of each such piece, at least
/// @param stop      the stop reason to give
/// @param redacted  whether thoughts are to be hidden
/// @param plain     whether tools are to be left alone
/// @param echo      whether to answer with the question itself
/// @param calls     the tools to call, with what, in place of a choice by the question
public record Wishes(
        int pieces,
        int pieceSize,
        Optional<String> stop,
        boolean redacted,
        boolean plain,
        boolean echo,
        List<Call> calls) {
    public static final Wishes NONE = new Wishes(0, 0, Optional.empty(), false, false, false, List.of());

    public Wishes {
        calls = List.copyOf(calls);
    }

    /// A call of a tool. Do not change its input.
    public record Call(String tool, ObjectNode input) {}
}
