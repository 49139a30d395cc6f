package dev.gatehouse.broker.model.budget;

import java.math.BigDecimal;

/// What a million tokens of each kind cost, in the operator's currency.
public record Price(
        BigDecimal input, BigDecimal output, BigDecimal cacheRead, BigDecimal cacheWrite) {
    private static final int MILLION = 6;

    public Price {
        if (input.signum() < 0
                || output.signum() < 0
                || cacheRead.signum() < 0
                || cacheWrite.signum() < 0) {
            throw new IllegalArgumentException("a price is not negative");
        }
    }

    BigDecimal of(TokenCount count) {
        return cost(input, count.input())
                .add(cost(output, count.output()))
                .add(cost(cacheRead, count.cacheRead()))
                .add(cost(cacheWrite, count.cacheWrite()));
    }

    /// The most a call can cost: all input at the dearest way to take it in.
    BigDecimal of(TokenBound bound) {
        return cost(input.max(cacheRead).max(cacheWrite), bound.input())
                .add(cost(output, bound.output()));
    }

    private static BigDecimal cost(BigDecimal forMillion, long tokens) {
        return forMillion.multiply(BigDecimal.valueOf(tokens)).movePointLeft(MILLION);
    }
}
