package dev.gatehouse.broker.quarantine;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/// A running git. It is killed with its children when its time is up or it is closed; what it
/// prints on stderr is read on along the way, so that it never waits for a reader.
final class GitProcess implements AutoCloseable {
    private static final int MOST_COMPLAINT_BYTES = 2048;

    private final String command;
    private final Process process;
    private final Deadline deadline;
    private final ByteArrayOutputStream complaint = new ByteArrayOutputStream();
    private final Thread listener;

    GitProcess(String command, Process process, Deadline deadline) {
        this.command = command;
        this.process = process;
        this.deadline = deadline;
        this.listener = Thread.ofVirtual().name("git-stderr").start(this::listen);
        Thread.ofVirtual().name("git-deadline").start(this::killWhenLate);
    }

    OutputStream input() {
        return process.getOutputStream();
    }

    InputStream output() {
        return new BufferedInputStream(process.getInputStream(), 1 << 16);
    }

    BufferedReader lines() {
        return new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }

    /// Waits for the end, which has to be a good one.
    void succeed() throws GitFailed, Unresolved {
        int exitCode = exitCode();
        if (exitCode != 0) {
            throw failed(exitCode);
        }
    }

    GitFailed failed(int exitCode) {
        synchronized (complaint) {
            return new GitFailed(
                    command, exitCode, complaint.toString(StandardCharsets.ISO_8859_1));
        }
    }

    int exitCode() throws Unresolved {
        try {
            int exitCode = process.waitFor();
            if (exitCode != 0 && deadline.isPast()) {
                throw deadline.missed();
            }
            listener.join();
            return exitCode;
        } catch (InterruptedException e) {
            throw Deadline.interrupted(e);
        }
    }

    private void killWhenLate() {
        try {
            if (!process.waitFor(deadline.nanosLeft(), TimeUnit.NANOSECONDS)) {
                close();
            }
        } catch (InterruptedException _) {
            close();
        }
    }

    private void listen() {
        byte[] chunk = new byte[1024];
        try (InputStream errors = process.getErrorStream()) {
            for (int length = errors.read(chunk); length >= 0; length = errors.read(chunk)) {
                synchronized (complaint) {
                    int room = MOST_COMPLAINT_BYTES - complaint.size();
                    complaint.write(chunk, 0, Math.min(room, length));
                }
            }
        } catch (IOException _) {
            // The process was killed; its exit code tells.
        }
    }

    /// By its handle, since the process itself would close the streams under those who read them:
    /// they are to see the end, and then the reason.
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.toHandle().destroyForcibly();
    }
}
