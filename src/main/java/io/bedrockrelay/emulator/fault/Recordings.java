package io.bedrockrelay.emulator.fault;

import io.bedrockrelay.emulator.wire.EncodedFrame;
import io.bedrockrelay.emulator.wire.ErrorAnswer;
import io.bedrockrelay.emulator.wire.Step;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Recorded streams (`.bin`, frames as they came over the wire) that a directive `replay=FILE` plays in place of an
/// answer.
public final class Recordings {
    private final Optional<Path> folder;

    public Recordings(Optional<Path> folder) {
        this.folder = folder;
    }

    /// The steps of a recording, or nothing where the directive asks for none. Other words of the directive work on
    /// it as on any stream.
    public Optional<Iterator<Step>> steps(Directive directive) {
        return directive.text("replay").map(file -> read(file)
                .map(bytes -> FaultScript.of(head(), frames(bytes).iterator(), directive))
                .orElseGet(() -> ErrorAnswer.validation("The emulator has no recording " + file + ".")
                        .answer()
                        .steps()
                        .iterator()));
    }

    private static Step.Head head() {
        return new Step.Head(
                200,
                Map.of(
                        "Content-Type",
                        "application/vnd.amazon.eventstream",
                        "X-Amzn-Bedrock-Content-Type",
                        "application/json"));
    }

    private Optional<Buffer> read(String file) {
        var path = folder.map(it -> it.resolve(file).normalize())
                .filter(it -> it.startsWith(folder.get().normalize()));
        try {
            return path.isPresent() && Files.isRegularFile(path.get())
                    ? Optional.of(Buffer.buffer(Files.readAllBytes(path.get())))
                    : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /// Cuts by the total lengths; what is left over at the end is one piece more.
    private static List<EncodedFrame> frames(Buffer bytes) {
        var frames = new ArrayList<EncodedFrame>();
        int at = 0;
        while (at < bytes.length()) {
            int left = bytes.length() - at;
            int length = left < Integer.BYTES ? left : Math.clamp(bytes.getInt(at), 1, left);
            frames.add(new EncodedFrame("recorded", bytes.getBuffer(at, at + length)));
            at += length;
        }
        return frames;
    }
}
