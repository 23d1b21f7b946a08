package io.bedrockrelay.routing.ledger;

import java.util.concurrent.TimeUnit;

/// One quota of one account, model and Region: full at first, and filling up again evenly within a minute. It may be
/// overdrawn, since what a call costs is known at its end only.
final class QuotaAccount {
    private static final double MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final QuotaRow row;
    private double tokens;
    private double requests;
    private long filled;

    QuotaAccount(QuotaRow row, long now) {
        this.row = row;
        tokens = (double) row.tokens();
        requests = (double) row.requests();
        filled = now;
    }

    QuotaRow row() {
        return row;
    }

    /// A request for more than a whole minute's tokens has room when the account is full: nobody else would have more.
    synchronized boolean isLeft(long need, long now) {
        fill(now);
        return (row.tokens() == 0 || tokens >= (double) Math.min(need, row.tokens()))
                && (row.requests() == 0 || requests >= 1);
    }

    synchronized void take(long need, long now) {
        fill(now);
        tokens -= (double) need;
        requests--;
    }

    /// @param unused of what was taken; less than nothing where more was used
    /// @param asked whether Bedrock counts the request
    synchronized void settle(long unused, boolean asked, long now) {
        fill(now);
        tokens = Math.min((double) row.tokens(), tokens + (double) unused);
        if (!asked) {
            requests = Math.min((double) row.requests(), requests + 1);
        }
    }

    private void fill(long now) {
        double minutes = (now - filled) / MINUTE;
        filled = now;
        tokens = Math.min((double) row.tokens(), tokens + (double) row.tokens() * minutes);
        requests = Math.min((double) row.requests(), requests + (double) row.requests() * minutes);
    }
}
