package dev.gatehouse.protocol;

/// How the shim ends, so that a script can tell a refusal from a fault without reading text.
public enum ExitCode {
    OK(0),
    /// Forgejo answered, and its answer is an error.
    FORGE_ERROR(1),
    /// Wrong arguments, or a request that cannot be understood in exactly one way.
    USAGE(2),
    REFUSED(3),
    /// The broker or the forge cannot be reached, or the audit record cannot be written.
    UNREACHABLE(4),
    CREDENTIAL_DEAD(5),
    LIMITED(6);

    private final int status;

    ExitCode(int status) {
        this.status = status;
    }

    /// The process exit status.
    public int status() {
        return status;
    }
}
