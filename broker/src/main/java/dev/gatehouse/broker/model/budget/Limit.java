package dev.gatehouse.broker.model.budget;

/// What can be used up.
public enum Limit {
    REQUESTS_PER_MINUTE("requests-per-minute"),
    REQUESTS_PER_DAY("requests-per-day"),
    TOKENS_PER_MINUTE("tokens-per-minute"),
    TOKENS_PER_DAY("tokens-per-day"),
    MONEY_PER_DAY("money-per-day"),
    CONCURRENT("concurrent"),
    /// Money is limited, and the model has no price.
    NO_PRICE("no-price"),
    /// A day is limited, and what was used of it could not be read.
    DAY_UNKNOWN("day-unknown");

    private final String word;

    Limit(String word) {
        this.word = word;
    }

    /// As in the configuration, where it has a key there.
    public String word() {
        return word;
    }
}
