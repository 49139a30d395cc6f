package dev.gatehouse.broker.model.budget;

import java.math.BigDecimal;
import java.util.Map;

/// What one agent has used, for status and whoami.
///
/// @param tokensMinute all kinds of tokens together
/// @param tokensDay by kind; estimated where some of it is
/// @param moneyDay in the currency of the price table; of models without a price, nothing
/// @param underWay calls under way
/// @param refused calls refused since the start, by limit
public record BudgetSnapshot(
        long requestsMinute,
        long requestsDay,
        long tokensMinute,
        TokenCount tokensDay,
        BigDecimal moneyDay,
        int underWay,
        Map<Limit, Long> refused) {
    public BudgetSnapshot {
        refused = Map.copyOf(refused);
    }
}
