package dev.gatehouse.shim.forward;

import dev.gatehouse.shim.console.Failure;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What becomes of the command when `forge run` itself is told to end. A terminal's Ctrl-C reaches
/// both, and the command is let finish, with the door still open; a signal to `forge run` alone is
/// passed on.
final class Farewell {
    private static final int OWN_END_MILLIS = 1_000;
    private static final int ASKED_END_MILLIS = 5_000;

    private @Nullable Process process;
    private boolean ending;

    /// Begins to wait for the end before there is a command, so that none is left behind.
    static Farewell prepared() {
        Farewell farewell = new Farewell();
        Runtime.getRuntime().addShutdownHook(new Thread(farewell::bid));
        return farewell;
    }

    synchronized Process start(ProcessBuilder builder) throws IOException {
        if (ending) {
            throw Failure.unreachable("run: told to end before the command was started");
        }
        Process started = builder.start();
        process = started;
        return started;
    }

    private synchronized @Nullable Process started() {
        ending = true;
        return process;
    }

    private void bid() {
        Process running = started();
        try {
            if (running == null || running.waitFor(OWN_END_MILLIS, TimeUnit.MILLISECONDS)) {
                return;
            }
            running.destroy();
            if (!running.waitFor(ASKED_END_MILLIS, TimeUnit.MILLISECONDS)) {
                running.destroyForcibly();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
