package dev.gatehouse.broker.quarantine;

/// It cannot be found out what the push does. The message may be shown to the agent: it holds
/// nothing that a git process or the forge printed.
final class Unresolved extends Exception {
    private static final long serialVersionUID = 1L;

    Unresolved(String message) {
        super(message);
    }

    Unresolved(String message, Throwable cause) {
        super(message, cause);
    }
}
