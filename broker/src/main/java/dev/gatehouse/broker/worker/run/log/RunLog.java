package dev.gatehouse.broker.worker.run.log;

import dev.gatehouse.broker.worker.PlainText;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The log of one run: a head of `name: value` lines, an empty line, the output, and one line that
/// begins with `ended: `. Each line of output has its time (UTC) and its stream before it, so that
/// nothing an agent writes can pass for a line of ours:
///
/// ```
/// 08:30:01.123 out| a line
/// 08:30:01.124 err| a line
/// 08:30:01.125 out+ the rest of a line that was too long
/// ```
///
/// A log that cannot be written any more stays as it is; the run goes on. Any thread.
public final class RunLog implements Closeable {
    static final String ENDED = "ended: ";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    private final BufferedWriter writer;
    private final Path file;
    private final InstantSource clock;
    private final LineStream output = new LineStream((text, rest) -> line("out", text, rest));
    private final LineStream error = new LineStream((text, rest) -> line("err", text, rest));
    private @Nullable IOException fault;

    RunLog(BufferedWriter writer, Path file, InstantSource clock) {
        this.writer = writer;
        this.file = file;
        this.clock = clock;
    }

    public Path file() {
        return file;
    }

    public OutputStream output() {
        return output;
    }

    public OutputStream error() {
        return error;
    }

    /// @param outcome in a line
    public void end(String outcome) {
        output.close();
        error.close();
        write(ENDED + clock.instant() + ", " + PlainText.line(outcome));
    }

    /// Why something of the run is missing.
    public synchronized Optional<IOException> fault() {
        return Optional.ofNullable(fault);
    }

    void write(String line) {
        synchronized (this) {
            if (fault != null) {
                return;
            }
            try {
                writer.write(line);
                writer.write('\n');
                writer.flush();
            } catch (IOException failed) {
                fault = failed;
            }
        }
    }

    private void line(String stream, String text, boolean rest) {
        write(TIME.format(clock.instant()) + " " + stream + (rest ? "+ " : "| ") + text);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
