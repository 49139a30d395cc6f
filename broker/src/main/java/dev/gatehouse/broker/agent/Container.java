package dev.gatehouse.broker.agent;

import java.util.regex.Pattern;

/// One container of an engine, as it is registered for an agent.
///
/// @param name what operators call it; another container may get it later
/// @param id what its processes are recognised by
public record Container(String name, ContainerId id) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,127}");

    public Container {
        if (!isName(name)) {
            throw new IllegalArgumentException(
                    "a container's name is 1 to 128 of letters, digits, '_', '.' and '-'");
        }
    }

    public static boolean isName(String value) {
        return NAME.matcher(value).matches();
    }

    @Override
    public String toString() {
        return name + " (" + id + ")";
    }
}
