package dev.gatehouse.bench.report;

/// What a figure says.
///
/// @param name such as `throughput`
/// @param unit such as `calls/s`; empty for a ratio
public record Measure(String name, String unit) {
    public String title() {
        return unit.isEmpty() ? name : name + ", " + unit;
    }
}
