package io.bedrockrelay.routing.route;

/// Highest random weight: every conversation orders all places by itself, each place first for its share of them. A
/// place that goes takes only its own conversations along, and they come back with it.
final class Rendezvous {
    private static final double UNIT = 0x1.0p-53;

    private Rendezvous() {}

    /// The more, the sooner. Nothing for a place without weight, which only stands in.
    ///
    /// @param key of the conversation
    static double score(long key, Candidate candidate) {
        if (candidate.weight() == 0) {
            return 0;
        }
        // Half a unit more, since the logarithm of nothing is no number.
        double chance = ((mixed(key ^ candidate.seed()) >>> 11) + 0.5) * UNIT;
        // The strict logarithm is the same on every machine.
        return candidate.weight() / -StrictMath.log(chance);
    }

    /// The finish of MurmurHash3: every bit of the one depends on every bit of the other.
    private static long mixed(long bits) {
        long some = (bits ^ (bits >>> 33)) * 0xff51afd7ed558ccdL;
        some = (some ^ (some >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return some ^ (some >>> 33);
    }
}
