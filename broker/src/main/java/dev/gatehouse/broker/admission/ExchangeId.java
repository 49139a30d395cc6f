package dev.gatehouse.broker.admission;

import java.util.concurrent.atomic.AtomicLong;

/// The name under which agent, log and audit speak of one request and its answer.
///
/// @param value unique as long as the audit lives: the broker's start time and a count
public record ExchangeId(String value) {
    /// Makes ids for one run of the broker.
    public static final class Source {
        private final String prefix;
        private final AtomicLong count = new AtomicLong();

        public Source(long startMillis) {
            this.prefix = Long.toString(startMillis, 36) + "-";
        }

        public ExchangeId next() {
            return new ExchangeId(prefix + Long.toString(count.incrementAndGet(), 36));
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
