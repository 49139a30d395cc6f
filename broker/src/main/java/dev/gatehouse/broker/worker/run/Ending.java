package dev.gatehouse.broker.worker.run;

/// How a run ended.
public sealed interface Ending {
    /// By itself.
    ///
    /// @param status 126 or 127 where the command cannot be run, 128 and a signal's number where
    ///   one ended it
    record Exited(int status) implements Ending {}

    /// After its time was over.
    ///
    /// @param killed whether it did not end when it was asked to
    record TimedOut(boolean killed) implements Ending {}

    /// Its caller was interrupted.
    ///
    /// @param killed whether it did not end when it was asked to
    record Cancelled(boolean killed) implements Ending {}

    /// The container or the engine went away from under it.
    record Lost(String how) implements Ending {}

    /// In words, for people.
    default String text() {
        return switch (this) {
            case Exited exited -> "exit " + exited.status();
            case TimedOut timedOut -> "timed out, " + (timedOut.killed() ? "killed" : "ended");
            case Cancelled cancelled -> "cancelled, " + (cancelled.killed() ? "killed" : "ended");
            case Lost lost -> "lost: " + lost.how();
        };
    }
}
