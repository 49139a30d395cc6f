package dev.gatehouse.broker.doctor.socket;

/// A process that has a socket open.
///
/// @param command its first words
public record Holder(int pid, int uid, String command) {
    private static final int SERVICE_MANAGER = 1;
    static final String MAIN_CLASS = "dev.gatehouse.broker.Main";

    /// A listening socket may be kept by systemd, for the broker.
    boolean isServiceManager() {
        return pid == SERVICE_MANAGER;
    }

    boolean looksLikeABroker() {
        return command.endsWith(MAIN_CLASS);
    }

    @Override
    public String toString() {
        return "pid " + pid + " (uid " + uid + ", " + command + ")";
    }
}
