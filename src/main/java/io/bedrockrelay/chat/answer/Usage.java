package io.bedrockrelay.chat.answer;

/// Tokens of one call, as Bedrock counted them. `input` leaves out what was read from or written to the cache;
/// `total` is Bedrock's own sum.
public record Usage(long input, long output, long total, long cacheRead, long cacheWrite, long cacheWriteOneHour) {
    public static final Usage NONE = new Usage(0, 0, 0, 0, 0, 0);

    /// `cacheWriteOneHour` is the part of `cacheWrite` that is kept for an hour rather than five minutes.
    public Usage {
        if (input < 0 || output < 0 || total < 0 || cacheRead < 0 || cacheWrite < 0 || cacheWriteOneHour < 0) {
            throw new IllegalArgumentException("token counts cannot be negative");
        }
    }

    /// Everything that was read as input, cached or not.
    public long allInput() {
        return input + cacheRead + cacheWrite;
    }
}
