package io.bedrockrelay.emulator.fault;

import io.bedrockrelay.emulator.wire.HttpAnswer;
import io.bedrockrelay.emulator.wire.Step;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What a directive does to an answer in one piece. What only a stream can suffer is left out.
final class Whole {
    private Whole() {}

    static List<Step> steps(HttpAnswer given, Directive directive) {
        var answer = new HttpAnswer(
                directive.number("as-status", given.status()),
                Disguise.headers(given.headers(), directive),
                given.body());
        var steps = new ArrayList<Step>();
        directive.time("head-delay").ifPresent(time -> steps.add(new Step.Wait(time)));
        directive.time("first-delay").ifPresent(time -> steps.add(new Step.Wait(time)));
        directive.time("delay").ifPresent(time -> steps.add(new Step.Wait(times(time, directive.number("events", 1)))));
        directive.text("gate").ifPresent(name -> steps.add(new Step.Gate(name)));
        steps.addAll(Mishap.in(directive)
                .map(mishap -> suffer(mishap, answer, directive))
                .orElseGet(answer::steps));
        return steps;
    }

    private static Duration times(Duration one, int count) {
        return one.multipliedBy(Math.max(1, count));
    }

    private static List<Step> suffer(Mishap mishap, HttpAnswer answer, Directive directive) {
        return switch (mishap) {
            case EXCEPTION ->
                refused(directive
                        .text(mishap.word())
                        .filter(type -> !type.isEmpty())
                        .orElse("ModelErrorException"));
            case UNKNOWN_EXCEPTION -> refused("SomethingNewException");
            case ERROR -> refused("InternalServerException");
            case CUT -> broken(answer, new Step.Cut());
            case DROP, HALF -> broken(answer, new Step.Close());
            case END -> with(answer, Mishap.firstHalf(answer.body())).steps();
            case GARBAGE -> with(answer, Mishap.garbage()).steps();
            case STALL ->
                List.of(
                        answer.head(),
                        new Step.Send(Mishap.firstHalf(answer.body())),
                        new Step.Gate("stall"),
                        new Step.Send(secondHalf(answer.body())),
                        new Step.End());
            case UNREADABLE ->
                with(
                                answer,
                                Unreadable.of(directive.text(mishap.word()).orElse(""))
                                        .body())
                        .steps();
            case PRELUDE_CRC, MESSAGE_CRC, HUGE, UNKNOWN_EVENT -> answer.steps();
        };
    }

    private static List<Step> refused(String type) {
        return ScriptedErrors.ofType(type, "Failed as asked.").answer().steps();
    }

    private static List<Step> broken(HttpAnswer answer, Step end) {
        return List.of(answer.head(), new Step.Send(Mishap.firstHalf(answer.body())), end);
    }

    private static HttpAnswer with(HttpAnswer answer, Buffer body) {
        return new HttpAnswer(answer.status(), answer.headers(), body);
    }

    private static Buffer secondHalf(Buffer bytes) {
        return bytes.getBuffer(bytes.length() / 2, bytes.length());
    }
}
