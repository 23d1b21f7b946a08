package io.bedrockrelay.relay.failover;

import io.bedrockrelay.chat.Failure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/// What became of every turn of one simulation.
final class Figures {
    /// @param place the Region that answered; -1 where none did
    /// @param added nanoseconds from the request to the first event, beyond what the answering Region took; to the
    ///     failure where there was no answer
    record Turned(Simulation.Turn turn, long at, int place, long written, long added) {
        boolean isAnswered() {
            return place >= 0;
        }

        boolean isAtHome() {
            return place == turn.home();
        }

        boolean isWithin(long from, long to) {
            return turn.at() >= from && turn.at() < to;
        }
    }

    record Sent(long at, int place) {}

    final List<Turned> turns = new ArrayList<>();
    final List<Sent> tries = new ArrayList<>();
    int movedAfterLate;

    void sent(long at, int place) {
        tries.add(new Sent(at, place));
    }

    void answered(Simulation.Turn turn, long at, int place, long written, long added) {
        turns.add(new Turned(turn, at, place, written, added));
    }

    void failed(Simulation.Turn turn, long at, Failure failure) {
        turns.add(new Turned(turn, at, -1, 0, at - turn.at()));
    }

    double answered() {
        return share(_ -> true, Turned::isAnswered);
    }

    double atHome() {
        return share(_ -> true, Turned::isAtHome);
    }

    /// Tokens written to caches, for each turn.
    double written() {
        return turns.stream().mapToLong(Turned::written).sum() / (double) turns.size();
    }

    /// The share of some turns that are so.
    double share(Predicate<Turned> some, Predicate<Turned> so) {
        var counted = turns.stream().filter(some).toList();
        return counted.stream().filter(so).count() / (double) counted.size();
    }

    long count(Predicate<Turned> some) {
        return turns.stream().filter(some).count();
    }

    long tries(long from, long to) {
        return tries.stream()
                .filter(each -> each.at() >= from && each.at() < to)
                .count();
    }

    long tries(int place, long from, long to) {
        return tries.stream()
                .filter(each -> each.place() == place && each.at() >= from && each.at() < to)
                .count();
    }

    /// Milliseconds that 99 of 100 of some turns stay within.
    double addedP99(Predicate<Turned> some) {
        long[] added = turns.stream().filter(some).mapToLong(Turned::added).toArray();
        Arrays.sort(added);
        return added[(int) Math.ceil(added.length * 0.99) - 1] / 1e6;
    }
}
