package dev.gatehouse.broker.agent;

/// What one agent may use at most.
///
/// @param requestsPerMinute calls a minute, refilled evenly
/// @param concurrentExchanges calls under way at once
/// @param bodyBytes bytes of one request body
public record Limits(int requestsPerMinute, int concurrentExchanges, long bodyBytes) {
    public static final Limits DEFAULT = new Limits(600, 16, 512L << 20);

    public Limits {
        if (requestsPerMinute < 1 || concurrentExchanges < 1 || bodyBytes < 1) {
            throw new IllegalArgumentException("every limit is 1 or more");
        }
    }
}
