package io.bedrockrelay.bench.load;

import io.bedrockrelay.bench.Wish;
import java.util.List;

/// One request and its answer, as its client sees it.
final class Exchange implements Reader.Told {
    private final Tally tally;
    private final Wish wish;
    private final Dialect dialect;
    private final boolean streamed;
    private final int leaveAt;
    private final int prompt;
    private final boolean counts;
    private final Reader reader;
    private final long startedAt = System.nanoTime();
    private long lastAt;
    private int next;
    private int status;
    private boolean whole;
    private boolean failed;
    private boolean disorder;

    /// @param leaveAt the delta at which the client goes away, -1 if it stays
    /// @param prompt bytes of text before the question
    Exchange(Tally tally, Dialect dialect, Wish wish, boolean streamed, int leaveAt, int prompt) {
        this.tally = tally;
        this.wish = wish;
        this.dialect = dialect;
        this.streamed = streamed;
        this.leaveAt = leaveAt;
        this.prompt = prompt;
        counts = tally.window;
        reader = dialect.reader(streamed, this);
        tally.started();
    }

    byte[] request(List<String> headers) {
        return dialect.request(wish, streamed, headers, prompt);
    }

    void head(int code) {
        status = code;
    }

    void body(byte[] bytes, int from, int to) {
        if (status == 200) {
            reader.feed(bytes, from, to);
        }
    }

    boolean leaves() {
        return leaveAt >= 0 && next > leaveAt;
    }

    @Override
    public void delta(int number) {
        long now = System.nanoTime();
        if (next == 0 && counts) {
            tally.firstDelta.add(now - startedAt);
        } else if (next > 0 && tally.window && streamed) {
            tally.gaps.add(now - lastAt);
        }
        disorder |= number != next || whole || failed;
        lastAt = now;
        next++;
        if (tally.window) {
            tally.events++;
        }
    }

    @Override
    public void whole() {
        whole = true;
    }

    @Override
    public void failure() {
        failed = true;
    }

    /// The answer has ended as HTTP has it.
    void ended() {
        if (status == 200) {
            reader.ended();
        }
        var end = end();
        if (end == Tally.End.REFUSED) {
            tally.refusals.merge(status, 1, Integer::sum);
        } else if (end == Tally.End.WHOLE && counts) {
            tally.answers++;
            tally.whole.add(System.nanoTime() - startedAt);
        }
        told(end);
    }

    private Tally.End end() {
        boolean planned = wish.fault() != Wish.Fault.NONE;
        if (status != 200) {
            return planned ? Tally.End.FAILED : Tally.End.REFUSED;
        }
        if (disorder) {
            return Tally.End.DISORDER;
        }
        if (failed) {
            return planned ? Tally.End.FAILED : Tally.End.BROKEN;
        }
        if (!whole) {
            return Tally.End.LOST;
        }
        return planned ? Tally.End.FALSE_WHOLE : next == wish.events() ? Tally.End.WHOLE : Tally.End.DISORDER;
    }

    /// The connection closed in mid-answer, or before it.
    void lost() {
        told(disorder ? Tally.End.DISORDER : Tally.End.LOST);
    }

    void left() {
        told(Tally.End.LEFT);
    }

    void stuck() {
        told(Tally.End.STUCK);
    }

    private void told(Tally.End end) {
        tally.ended(end);
        switch (end) {
            case WHOLE, FAILED, LEFT, REFUSED -> {}
            case BROKEN, LOST, FALSE_WHOLE, DISORDER, STUCK ->
                tally.samples.putIfAbsent(
                        end.name(), dialect + " " + wish + ": status " + status + ", " + next + " deltas");
        }
    }
}
