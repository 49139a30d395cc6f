package dev.gatehouse.broker.model.budget;

import java.math.BigDecimal;
import java.time.LocalDate;

/// What was used on one day of UTC.
record DayCount(LocalDate day, long requests, TokenCount tokens, BigDecimal money) {
    static DayCount begin(LocalDate day) {
        return new DayCount(day, 0, TokenCount.NOTHING, BigDecimal.ZERO);
    }

    DayCount plusRequest() {
        return new DayCount(day, requests + 1, tokens, money);
    }

    DayCount plus(TokenCount used, BigDecimal cost) {
        return new DayCount(day, requests, tokens.plus(used), money.add(cost));
    }
}
