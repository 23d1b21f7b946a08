package io.bedrockrelay.emulator.fault;

import io.bedrockrelay.emulator.wire.EncodedFrame;
import io.bedrockrelay.emulator.wire.Frames;
import io.bedrockrelay.emulator.wire.JsonTrees;
import io.bedrockrelay.emulator.wire.Step;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/// What goes wrong inside a stream.
enum Mishap {
    /// An exception frame, then the regular end of the body; the type is the word's value.
    EXCEPTION,
    /// An exception of a type that no client knows.
    UNKNOWN_EXCEPTION,
    /// A message of type `error`.
    ERROR,
    /// The connection is reset.
    CUT,
    /// The connection is closed without the end of the chunked body.
    DROP,
    /// The body ends regularly, the stream does not.
    END,
    /// The first half of the next frame, then the regular end of the body.
    HALF,
    /// The next frame with a wrong prelude checksum; the stream goes on.
    PRELUDE_CRC,
    /// The next frame with a wrong message checksum; the stream goes on.
    MESSAGE_CRC,
    /// Bytes that are no frame, then the regular end of the body.
    GARBAGE,
    /// A prelude that promises a message of two gigabytes, then nothing.
    HUGE,
    /// Silence until the gate `stall` is opened; then the stream goes on.
    STALL,
    /// An event of a type that no client knows; the stream goes on, or what `then` names happens.
    UNKNOWN_EVENT,
    /// A sound frame with something else in it than belongs there (`base64`, `json`, `empty`, `type`); the stream goes
    /// on, or what `then` names happens.
    UNREADABLE;

    private static final int GARBAGE_BYTES = 512;

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static boolean isKnown(String word) {
        return List.of(values()).stream().anyMatch(mishap -> mishap.word().equals(word));
    }

    static Optional<Mishap> in(Directive directive) {
        return List.of(values()).stream()
                .filter(mishap -> directive.has(mishap.word()))
                .findFirst();
    }

    /// The steps in place of the frame that would come next.
    List<Step> steps(Directive directive, EncodedFrame next) {
        return switch (this) {
            case EXCEPTION -> exception(directive.text(word()).orElse(""));
            case UNKNOWN_EXCEPTION -> exception("somethingNewException");
            case ERROR -> List.of(new Step.Send(Frames.error("InternalFailure", "Something failed.")), new Step.End());
            case CUT -> List.of(new Step.Cut());
            case DROP -> List.of(new Step.Close());
            case END -> List.of(new Step.End());
            case HALF -> List.of(new Step.Send(firstHalf(next.bytes())), new Step.End());
            case PRELUDE_CRC -> List.of(new Step.Send(Frames.withWrongPreludeChecksum(next.bytes())));
            case MESSAGE_CRC -> List.of(new Step.Send(Frames.withWrongChecksum(next.bytes())));
            case GARBAGE -> List.of(new Step.Send(garbage()), new Step.End());
            case HUGE ->
                List.of(new Step.Send(Frames.preludeOf(Integer.MAX_VALUE)), new Step.Gate("stall"), new Step.End());
            case STALL -> List.of(new Step.Gate("stall"), new Step.Send(next.bytes()));
            case UNKNOWN_EVENT -> then(directive, next, new Step.Send(unknown()), new Step.Send(next.bytes()));
            case UNREADABLE ->
                then(
                        directive,
                        next,
                        new Step.Send(
                                Unreadable.of(directive.text(word()).orElse("")).frame(next)));
        };
    }

    private List<Step> then(Directive directive, EncodedFrame next, Step... first) {
        return Stream.concat(
                        Stream.of(first),
                        directive.text("then").stream()
                                .flatMap(word -> Arrays.stream(values())
                                        .filter(mishap ->
                                                mishap != this && mishap.word().equals(word)))
                                .flatMap(mishap -> mishap.steps(directive, next).stream()))
                .toList();
    }

    private static List<Step> exception(String type) {
        var known = type.isEmpty() ? "modelStreamErrorException" : type;
        var message = known.equals("modelStreamErrorException") ? "Model Stream Error" : "Failed as asked.";
        var frame = Frames.exception(known, ScriptedErrors.exceptionBody(known, message));
        return List.of(new Step.Send(frame), new Step.End());
    }

    static Buffer firstHalf(Buffer bytes) {
        return bytes.getBuffer(0, bytes.length() / 2);
    }

    static Buffer garbage() {
        var bytes = new byte[GARBAGE_BYTES];
        new Random(GARBAGE_BYTES).nextBytes(bytes);
        return Buffer.buffer(bytes);
    }

    private static Buffer unknown() {
        return Frames.event("somethingNew", JsonTrees.object().put("new", true), 1);
    }
}
