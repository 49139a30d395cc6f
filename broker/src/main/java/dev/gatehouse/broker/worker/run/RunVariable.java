package dev.gatehouse.broker.worker.run;

import dev.gatehouse.broker.worker.SecretNames;
import java.util.regex.Pattern;

/// A variable of a run's environment. Refuses names that a secret would have: whatever an agent can
/// read, it can send away.
final class RunVariable {
    /// Marks the processes of a run, so that those which leave its group are found too.
    static final String RUN = "GATEHOUSE_RUN";

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private RunVariable() {}

    static void check(String name, String value) {
        if (!NAME.matcher(name).matches() || value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("'" + name + "' is not a variable's name and value");
        }
        if (name.equals(RUN)) {
            throw new IllegalArgumentException(RUN + " is set by gatehouse itself");
        }
        if (SecretNames.isSecret(name, value)) {
            throw new IllegalArgumentException(
                    "the variable "
                            + name
                            + " sounds like a secret, and an agent can send away what it can read:"
                            + " give the secret to the daemon instead");
        }
    }
}
