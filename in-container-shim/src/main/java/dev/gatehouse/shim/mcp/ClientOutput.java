package dev.gatehouse.shim.mcp;

import dev.gatehouse.shim.console.Console;
import dev.gatehouse.shim.endpoint.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// Standard output: one message a line, from any thread. After the client has gone away nothing is
/// written any more.
final class ClientOutput {
    private final Console console;
    private final CountDownLatch over;
    private @Nullable IOException trouble;

    /// @param over is counted down when the client has gone away
    ClientOutput(Console console, CountDownLatch over) {
        this.console = console;
        this.over = over;
    }

    void send(Message message) {
        byte[] line = new byte[message.bytes().length + 1];
        for (int i = 0; i < line.length - 1; i++) {
            byte octet = message.bytes()[i];
            // Between the parts of a value, where all blanks are the same: strings hold no raw
            // ones.
            line[i] = octet == '\n' || octet == '\r' ? (byte) ' ' : octet;
        }
        line[line.length - 1] = '\n';
        write(line);
    }

    void send(String line) {
        write(line.concat("\n").getBytes(StandardCharsets.UTF_8));
    }

    private synchronized void write(byte[] line) {
        if (trouble != null) {
            return;
        }
        try {
            console.output().write(line);
        } catch (IOException e) {
            trouble = e;
            over.countDown();
        }
    }

    /// Says how the client went away, if it has.
    synchronized void rethrow() throws IOException {
        if (trouble != null) {
            throw trouble;
        }
    }
}
