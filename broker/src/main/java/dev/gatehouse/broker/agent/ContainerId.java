package dev.gatehouse.broker.agent;

import java.util.regex.Pattern;

/// The id that a container engine gave a container: 64 lower-case hex digits. Unlike its name, no
/// other container ever gets it.
public record ContainerId(String value) {
    private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{64}");

    public ContainerId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("a container id is 64 lower-case hex digits");
        }
    }

    public static boolean isValid(String value) {
        return SHAPE.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
