package dev.gatehouse.broker.credential.source;

import dev.gatehouse.broker.credential.Reading;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Runs a command and takes the first line it prints as the token. The command has no input, only
/// the given environment, and a time limit, after which it is killed with its children. What it
/// prints on stderr is dropped unread, for it may quote the token.
final class TokenCommands {
    private final Map<String, String> environment;
    private final Duration timeLimit;

    TokenCommands(Map<String, String> environment, Duration timeLimit) {
        this.environment = Map.copyOf(environment);
        this.timeLimit = timeLimit;
    }

    /// Blocks, at most for the time limit.
    Reading read(List<String> arguments) {
        String program = arguments.getFirst();
        ProcessBuilder builder = new ProcessBuilder(arguments);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.redirectInput(new File("/dev/null"));
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return unreadable(program, "cannot be started");
        }
        try {
            return readFrom(process, program);
        } catch (TimeoutException e) {
            return unreadable(program, "did not end within %d ms".formatted(timeLimit.toMillis()));
        } catch (ExecutionException e) {
            return unreadable(program, "ended with an output that cannot be read");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unreadable(program, "was interrupted");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private Reading readFrom(Process process, String program)
            throws ExecutionException, InterruptedException, TimeoutException {
        long deadlineNanos = System.nanoTime() + timeLimit.toNanos();
        CompletableFuture<byte[]> firstLine = new CompletableFuture<>();
        Thread.ofVirtual()
                .name("token-command-output")
                .start(() -> takeFirstLine(process.getInputStream(), firstLine));
        byte[] line = firstLine.get(timeLimit.toNanos(), TimeUnit.NANOSECONDS);
        if (!process.waitFor(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            Arrays.fill(line, (byte) 0);
            throw new TimeoutException();
        }
        if (process.exitValue() != 0) {
            Arrays.fill(line, (byte) 0);
            return unreadable(program, "exited with " + process.exitValue());
        }
        return TokenText.parse(
                line, "the output of token command '" + program + "'", remedy(program));
    }

    /// Reads on to the end after the first line, so that the command can finish writing.
    private static void takeFirstLine(InputStream output, CompletableFuture<byte[]> firstLine) {
        try (output;
                WipedOnClose line = new WipedOnClose()) {
            int next = 0;
            while (next >= 0 && next != '\n' && line.size() < TokenText.MOST_BYTES) {
                next = output.read();
                if (next >= 0) {
                    line.write(next);
                }
            }
            firstLine.complete(line.toByteArray());
            output.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // The command was killed; if that was before its first line, this is the answer.
            firstLine.completeExceptionally(e);
        }
    }

    private static Reading.Unreadable unreadable(String program, String problem) {
        return new Reading.Unreadable(
                "token command '" + program + "' " + problem, remedy(program));
    }

    private static String remedy(String program) {
        return "run '"
                + program
                + "' as the broker's user: it has to print the token as its first line and exit with 0";
    }

    private static final class WipedOnClose extends ByteArrayOutputStream {
        WipedOnClose() {
            super(TokenText.MOST_BYTES);
        }

        @Override
        public void close() {
            Arrays.fill(buf, (byte) 0);
        }
    }
}
