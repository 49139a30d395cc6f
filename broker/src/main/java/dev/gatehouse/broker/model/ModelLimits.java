package dev.gatehouse.broker.model;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;

/// What one agent may use of its model at most. A minute is the last sixty seconds, a day is a day
/// of UTC.
///
/// @param tokensPerMinute input, output, written to and read from the cache, all alike
/// @param moneyPerDay in the currency of the price table
/// @param concurrent calls under way at once
/// @param bodyBytes bytes of one request body
public record ModelLimits(
        int requestsPerMinute,
        OptionalLong requestsPerDay,
        OptionalLong tokensPerMinute,
        OptionalLong tokensPerDay,
        Optional<BigDecimal> moneyPerDay,
        int concurrent,
        long bodyBytes) {
    public static final ModelLimits DEFAULT =
            new ModelLimits(
                    600,
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    Optional.empty(),
                    16,
                    512L << 20);

    public ModelLimits {
        if (requestsPerMinute < 1
                || requestsPerDay.orElse(1) < 1
                || tokensPerMinute.orElse(1) < 1
                || tokensPerDay.orElse(1) < 1
                || moneyPerDay.orElse(BigDecimal.ONE).signum() < 1
                || concurrent < 1
                || bodyBytes < 1) {
            throw new IllegalArgumentException("every limit is more than nothing");
        }
    }

    /// Whether some limit needs the answers' usage.
    public boolean countsUsage() {
        return tokensPerMinute.isPresent() || tokensPerDay.isPresent() || moneyPerDay.isPresent();
    }

    /// Whether some limit lasts longer than the process may.
    public boolean countsDays() {
        return requestsPerDay.isPresent() || tokensPerDay.isPresent() || moneyPerDay.isPresent();
    }
}
