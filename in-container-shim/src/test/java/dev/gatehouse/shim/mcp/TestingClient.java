package dev.gatehouse.shim.mcp;

import dev.gatehouse.protocol.ExitCode;
import dev.gatehouse.shim.console.Arguments;
import dev.gatehouse.shim.console.Console;
import dev.gatehouse.shim.exchange.BrokerSocket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A client that has started `forge mcp`.
final class TestingClient implements AutoCloseable {
    private static final int PIPE_BYTES = 1 << 16;

    private final PipedOutputStream input = new PipedOutputStream();
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final CompletableFuture<ExitCode> ended = new CompletableFuture<>();

    TestingClient(Path socket, int patienceSeconds) throws IOException {
        Console console =
                new Console(new PipedInputStream(input, PIPE_BYTES), new Lines(lines), errors);
        BrokerSocket broker = new BrokerSocket(socket, patienceSeconds, console);
        Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    try {
                        ended.complete(
                                new McpCommand(broker, console).run(new Arguments(new String[0])));
                    } catch (IOException e) {
                        ended.completeExceptionally(e);
                    }
                });
    }

    void send(String line) throws IOException {
        input.write(line.concat("\n").getBytes(StandardCharsets.UTF_8));
        input.flush();
    }

    /// The next line of the server's.
    String receive() throws InterruptedException {
        String line = lines.poll(20, TimeUnit.SECONDS);
        return line == null ? "nothing came; " + errors() : line;
    }

    /// What else has come, or comes within a moment.
    String receiveMore() throws InterruptedException {
        String line = lines.poll(300, TimeUnit.MILLISECONDS);
        return line == null ? "" : line;
    }

    String errors() {
        return errors.toString(StandardCharsets.UTF_8);
    }

    /// Begins a session as clients up to revision 2025-11-25 do.
    void initialize() throws IOException, InterruptedException {
        send(
                "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{"
                        + "\"protocolVersion\":\"2025-11-25\"}}");
        receive();
        send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
    }

    /// Ends standard input, and waits for the process to end.
    ExitCode end() throws Exception {
        input.close();
        return ended.get(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        input.close();
    }

    /// Standard output, each write of which is a whole line.
    private static final class Lines extends OutputStream {
        private final BlockingQueue<String> lines;

        Lines(BlockingQueue<String> lines) {
            this.lines = lines;
        }

        @Override
        public void write(int octet) {
            throw new IllegalStateException("not a line");
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
            if (text.indexOf('\n') != text.length() - 1) {
                throw new IllegalStateException("not one line: " + text);
            }
            lines.add(text.strip());
        }
    }
}
