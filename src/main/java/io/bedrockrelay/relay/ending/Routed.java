package io.bedrockrelay.relay.ending;

import io.bedrockrelay.chat.answer.Usage;
import io.bedrockrelay.routing.ledger.Booking;
import io.bedrockrelay.routing.route.Affinity;
import io.bedrockrelay.routing.route.Candidate;
import io.bedrockrelay.routing.route.RoutePlan;
import io.bedrockrelay.routing.route.TryOutcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The way of one call along its route, for those who tell of it: headers, the log, metrics. On the call's thread.
public final class Routed {
    /// A request for embeddings is asked for in many parts, each with tries of its own.
    private static final int MOST = 16;

    private final RoutePlan plan;
    private final List<Try> tries = new ArrayList<>(2);
    private final List<Booking> bookings = new ArrayList<>(2);
    private @Nullable Candidate last;

    /// One try.
    ///
    /// @param outcome null as long as it is not known, and where the failure said nothing of the candidate
    public record Try(Candidate candidate, @Nullable TryOutcome outcome) {}

    public Routed(RoutePlan plan) {
        this.plan = plan;
    }

    public RoutePlan plan() {
        return plan;
    }

    public void sent(Candidate candidate) {
        last = candidate;
        add(new Try(candidate, null));
    }

    /// What became of the last try of a candidate. The first word stands.
    public void became(Candidate candidate, TryOutcome outcome) {
        for (int i = tries.size() - 1; i >= 0; i--) {
            var each = tries.get(i);
            if (each.candidate().equals(candidate) && each.outcome() == null) {
                tries.set(i, new Try(candidate, outcome));
                return;
            }
        }
    }

    /// What a try has reserved of a quota.
    public void booked(Booking booking) {
        bookings.add(booking);
    }

    /// The call is over: the last try has used what is told, and those before it what they had reserved, unless
    /// that was given back.
    ///
    /// @param usage null where nobody knows it
    public void settle(@Nullable Usage usage) {
        for (int i = 0; i < bookings.size(); i++) {
            bookings.get(i).settle(i == bookings.size() - 1 ? usage : null);
        }
    }

    private void add(Try more) {
        if (tries.size() < MOST) {
            tries.add(more);
        }
    }

    /// In their order, the first sixteen of them.
    public List<Try> tries() {
        return List.copyOf(tries);
    }

    public Candidate home() {
        return plan.home();
    }

    public @Nullable Affinity affinity() {
        return plan.affinity();
    }

    /// Whether the conversation's own candidate was the last that was asked; null where all go their own way.
    public @Nullable Boolean isAtHome() {
        var affinity = plan.affinity();
        return (affinity == null || affinity == Affinity.NONE)
                ? null
                : Boolean.valueOf(answering().equals(plan.home()));
    }

    /// The candidate that was tried last; the first of the route before anything was sent.
    public Candidate answering() {
        return last == null ? plan.home() : last;
    }

    /// The tries where there were several, as `us-east-1;throttled, us-east-2;ok`; empty where there were not.
    public String header() {
        return tries.size() < 2 ? "" : told(";", ", ");
    }

    /// All tries, as `us-east-1:throttled>us-east-2:ok`.
    public String line() {
        return told(":", ">");
    }

    private String told(String mark, String between) {
        var text = new StringBuilder();
        for (var each : tries) {
            text.append(text.isEmpty() ? "" : between)
                    .append(each.candidate().id().place());
            if (each.outcome() != null) {
                text.append(mark).append(each.outcome().label());
            }
        }
        return text.toString();
    }
}
