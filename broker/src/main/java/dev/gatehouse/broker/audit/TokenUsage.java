package dev.gatehouse.broker.audit;

/// What a call cost at a model, in the tokens that models count.
///
/// @param input read anew, none of those from a cache
/// @param cacheRead read from the model's cache
/// @param cacheWrite put into it
/// @param estimated whether the model did not say, so that these are upper bounds
public record TokenUsage(
        long input, long output, long cacheRead, long cacheWrite, boolean estimated) {
    public TokenUsage {
        if (input < 0 || output < 0 || cacheRead < 0 || cacheWrite < 0) {
            throw new IllegalArgumentException("counts of tokens are 0 or more");
        }
    }
}
