package dev.gatehouse.broker.agent;

import java.util.OptionalLong;

/// What one agent may use at most.
///
/// @param requestsPerMinute calls a minute, refilled evenly
/// @param concurrentExchanges calls under way at once
/// @param bodyBytes bytes of one request body of the API
/// @param packBytes bytes of one git push or LFS object; none: no limit but the disk
public record Limits(
        int requestsPerMinute, int concurrentExchanges, long bodyBytes, OptionalLong packBytes) {
    public static final Limits DEFAULT = new Limits(600, 16, 512L << 20, OptionalLong.empty());

    public Limits {
        if (requestsPerMinute < 1
                || concurrentExchanges < 1
                || bodyBytes < 1
                || packBytes.orElse(1) < 1) {
            throw new IllegalArgumentException("every limit is 1 or more");
        }
    }
}
