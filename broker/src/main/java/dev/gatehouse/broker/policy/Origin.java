package dev.gatehouse.broker.policy;

/// Where a rule stands in the configuration.
///
/// @param path such as `agents.dev.grants[0]`
/// @param line counted from 1
public record Origin(String path, int line) {
    @Override
    public String toString() {
        return path + " (line " + line + ")";
    }
}
