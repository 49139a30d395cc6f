package dev.gatehouse.bench.report;

/// What a figure is held to.
///
/// @param claim such as `throughput at 32 connections, to nginx`
/// @param measured NaN where it could not be measured, which meets nothing
/// @param unit of both numbers; `x` for a ratio
public record Bar(String claim, double measured, Side side, double limit, String unit) {
    /// On which side of its limit a figure meets it.
    public enum Side {
        AT_LEAST(">="),
        AT_MOST("<="),
        BELOW("<");

        private final String sign;

        Side(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }
    }

    public boolean met() {
        return switch (side) {
            case AT_LEAST -> measured >= limit;
            case AT_MOST -> measured <= limit;
            case BELOW -> measured < limit;
        };
    }

    public String verdict() {
        return Double.isNaN(measured) ? "not measured" : met() ? "met" : "**missed**";
    }
}
