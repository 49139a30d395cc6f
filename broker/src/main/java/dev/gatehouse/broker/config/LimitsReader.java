package dev.gatehouse.broker.config;

import dev.gatehouse.broker.agent.Limits;
import java.util.OptionalLong;

/// Reads `limits`, all of whose keys have defaults.
final class LimitsReader {
    private static final int MOST_REQUESTS_PER_MINUTE = 10_000_000;
    private static final int MOST_CONCURRENT = 1_000;
    private static final long LEAST_BODY_BYTES = 1L << 10;
    private static final long MOST_BODY_BYTES = 64L << 30;
    private static final long MOST_PACK_BYTES = 1L << 40;

    private LimitsReader() {}

    static Limits read(Section agent) {
        return agent.optional("limits")
                .flatMap(value -> value.section(Block.LIMITS))
                .map(LimitsReader::limits)
                .orElse(Limits.DEFAULT);
    }

    private static Limits limits(Section limits) {
        return new Limits(
                limits.optional("requests-per-minute")
                        .flatMap(value -> value.number(1, MOST_REQUESTS_PER_MINUTE))
                        .orElse(Limits.DEFAULT.requestsPerMinute()),
                limits.optional("concurrent")
                        .flatMap(value -> value.number(1, MOST_CONCURRENT))
                        .orElse(Limits.DEFAULT.concurrentExchanges()),
                limits.optional("body")
                        .flatMap(value -> value.bytes(LEAST_BODY_BYTES, MOST_BODY_BYTES))
                        .orElse(Limits.DEFAULT.bodyBytes()),
                limits.optional("pack")
                        .flatMap(value -> value.bytes(LEAST_BODY_BYTES, MOST_PACK_BYTES))
                        .map(OptionalLong::of)
                        .orElse(Limits.DEFAULT.packBytes()));
    }
}
