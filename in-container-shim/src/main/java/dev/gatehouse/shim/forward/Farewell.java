package dev.gatehouse.shim.forward;

import java.util.concurrent.TimeUnit;

/// What becomes of the command when `forge run` itself is told to end. A terminal's Ctrl-C reaches
/// both, and the command is let finish, with the door still open; a signal to `forge run` alone is
/// passed on.
final class Farewell {
    private static final int OWN_END_MILLIS = 1_000;
    private static final int ASKED_END_MILLIS = 5_000;

    private Farewell() {}

    static void of(Process process) {
        try {
            if (process.waitFor(OWN_END_MILLIS, TimeUnit.MILLISECONDS)) {
                return;
            }
            process.destroy();
            if (!process.waitFor(ASKED_END_MILLIS, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
