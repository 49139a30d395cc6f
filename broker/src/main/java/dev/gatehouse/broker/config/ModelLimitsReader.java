package dev.gatehouse.broker.config;

import dev.gatehouse.broker.model.ModelAllowance;
import dev.gatehouse.broker.model.ModelLimits;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Reads `limits` of a model.
final class ModelLimitsReader {
    private static final int MOST_REQUESTS_PER_MINUTE = 100_000;
    private static final int MOST_CONCURRENT = 1_000;
    private static final int MOST_PER_DAY = Integer.MAX_VALUE;
    private static final BigDecimal LEAST_MONEY = new BigDecimal("0.01");
    private static final BigDecimal MOST_MONEY = new BigDecimal("1000000");
    private static final long LEAST_BODY_BYTES = 1L << 10;
    private static final long MOST_BODY_BYTES = 64L << 30;

    private ModelLimitsReader() {}

    static ModelLimits read(Section model, Set<ModelAllowance> allowances) {
        Optional<Value> value = model.optional("limits");
        ModelLimits limits =
                value.flatMap(it -> it.section(Block.MODEL_LIMITS))
                        .map(ModelLimitsReader::limits)
                        .orElse(ModelLimits.DEFAULT);
        if (limits.countsUsage() && allowances.contains(ModelAllowance.BATCHES)) {
            value.ifPresent(it ->
                    it.error(
                            "tokens and money cannot be limited beside allow: [batches]:"
                                    + " what a batch uses is not told in its answer",
                            "remove 'batches' from 'allow', or these limits"));
        }
        return limits;
    }

    private static ModelLimits limits(Section limits) {
        ModelLimits otherwise = ModelLimits.DEFAULT;
        return new ModelLimits(
                limits.optional("requests-per-minute")
                        .flatMap(value -> value.number(1, MOST_REQUESTS_PER_MINUTE))
                        .orElse(otherwise.requestsPerMinute()),
                count(limits, "requests-per-day"),
                count(limits, "tokens-per-minute"),
                count(limits, "tokens-per-day"),
                limits.optional("money-per-day")
                        .flatMap(value -> value.decimal(LEAST_MONEY, MOST_MONEY)),
                limits.optional("concurrent")
                        .flatMap(value -> value.number(1, MOST_CONCURRENT))
                        .orElse(otherwise.concurrent()),
                limits.optional("body")
                        .flatMap(value -> value.bytes(LEAST_BODY_BYTES, MOST_BODY_BYTES))
                        .orElse(otherwise.bodyBytes()));
    }

    private static OptionalLong count(Section limits, String key) {
        Optional<Integer> count =
                limits.optional(key).flatMap(value -> value.number(1, MOST_PER_DAY));
        return count.isPresent() ? OptionalLong.of(count.get()) : OptionalLong.empty();
    }
}
