package dev.gatehouse.broker.tool;

import dev.gatehouse.protocol.ExitCode;
import java.util.Optional;

/// Why a tool did not get its thing done. Its message is for the agent.
public final class ToolFailure extends Exception {
    private static final long serialVersionUID = 1;

    private final ExitCode exit;
    private final String refusal;

    private ToolFailure(ExitCode exit, String refusal, String message) {
        super(message);
        this.exit = exit;
        this.refusal = refusal;
    }

    /// The call itself was wrong.
    public static ToolFailure usage(String message) {
        return new ToolFailure(ExitCode.USAGE, "", message);
    }

    /// The forge answered, and said no, or has no such thing.
    public static ToolFailure forge(String message) {
        return new ToolFailure(ExitCode.FORGE_ERROR, "", message);
    }

    /// There is no answer.
    public static ToolFailure unreachable(String message) {
        return new ToolFailure(ExitCode.UNREACHABLE, "", message);
    }

    /// The broker said no.
    ///
    /// @param code the word of the refusal
    public static ToolFailure refused(ExitCode exit, String code, String message) {
        return new ToolFailure(exit, code, message);
    }

    /// As which a command ends.
    public ExitCode exit() {
        return exit;
    }

    /// The broker's word, where it was the broker who said no.
    public Optional<String> refusal() {
        return refusal.isEmpty() ? Optional.empty() : Optional.of(refusal);
    }

    public String text() {
        return String.valueOf(getMessage());
    }
}
