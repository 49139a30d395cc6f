package dev.gatehouse.shim.console;

import dev.gatehouse.protocol.ExitCode;
import java.io.IOException;

/// Ends the command with one line on standard error and an exit code. The message says what, where
/// and what to do; it never holds a stack trace.
public final class Failure extends IOException {
    private static final long serialVersionUID = 1;

    private final ExitCode exitCode;

    private Failure(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /// The arguments, or a file they name, cannot be used.
    public static Failure usage(String message) {
        return new Failure(ExitCode.USAGE, message);
    }

    /// The broker is not there, or its answer is broken.
    public static Failure unreachable(String message) {
        return new Failure(ExitCode.UNREACHABLE, message);
    }

    public ExitCode exitCode() {
        return exitCode;
    }
}
