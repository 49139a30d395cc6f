package dev.gatehouse.broker.agent;

import java.util.regex.Pattern;

/// The name of one configured worker identity; also the name of its socket directory, hence the
/// narrow alphabet.
public record AgentName(String value) implements Comparable<AgentName> {
    private static final Pattern SHAPE = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?");

    public AgentName {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "'"
                            + value
                            + "' is not an agent name: 1 to 32 of a-z, 0-9 and '-', no '-' at either end");
        }
    }

    public static boolean isValid(String value) {
        return SHAPE.matcher(value).matches();
    }

    @Override
    public int compareTo(AgentName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
