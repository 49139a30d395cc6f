package dev.gatehouse.shim.console;

import org.jspecify.annotations.Nullable;

/// Walks through arguments once. `--name=value` and `-Nvalue` are taken apart; after `--` nothing
/// is an option any more. For one thread.
public final class Arguments {
    private final String[] arguments;
    private int at;
    private boolean optionsEnded;
    private boolean option;
    private @Nullable String attached;

    public Arguments(String[] arguments) {
        this.arguments = arguments.clone();
    }

    /// The next option's name or the next operand; null at the end. Refuses a value attached to an
    /// option that took none.
    public @Nullable String next() throws Failure {
        if (attached != null) {
            throw Failure.usage(
                    "'" + arguments[at - 1] + "': this option takes no value; see --help");
        }
        if (at == arguments.length) {
            return null;
        }
        String argument = arguments[at++];
        if (argument.equals("--") && !optionsEnded) {
            optionsEnded = true;
            return next();
        }
        option = !optionsEnded && argument.length() > 1 && argument.charAt(0) == '-';
        return option ? name(argument) : argument;
    }

    private String name(String argument) {
        if (argument.startsWith("--")) {
            int equals = argument.indexOf('=');
            attached = equals < 0 ? null : argument.substring(equals + 1);
            return equals < 0 ? argument : argument.substring(0, equals);
        }
        attached = argument.length() > 2 ? argument.substring(2) : null;
        return argument.substring(0, 2);
    }

    /// Whether [#next] returned an option.
    public boolean isOption() {
        return option;
    }

    /// The value of the option that [#next] returned.
    public String value() throws Failure {
        String value = attached;
        attached = null;
        if (value != null) {
            return value;
        }
        if (at == arguments.length) {
            throw Failure.usage("'" + arguments[at - 1] + "' needs a value; see --help");
        }
        return arguments[at++];
    }
}
