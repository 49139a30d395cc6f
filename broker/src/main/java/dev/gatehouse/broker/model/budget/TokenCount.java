package dev.gatehouse.broker.model.budget;

/// Tokens that were used.
///
/// @param input without what was read from the cache or written to it
/// @param estimated whether the answer did not tell, and the broker took the most it can be
public record TokenCount(
        long input, long output, long cacheRead, long cacheWrite, boolean estimated) {
    public static final TokenCount NOTHING = new TokenCount(0, 0, 0, 0, false);

    public TokenCount {
        if (input < 0 || output < 0 || cacheRead < 0 || cacheWrite < 0) {
            throw new IllegalArgumentException("tokens are counted from 0");
        }
    }

    public long total() {
        return input + output + cacheRead + cacheWrite;
    }

    TokenCount plus(TokenCount other) {
        return new TokenCount(
                input + other.input,
                output + other.output,
                cacheRead + other.cacheRead,
                cacheWrite + other.cacheWrite,
                estimated || other.estimated);
    }
}
