package dev.gatehouse.broker.worker.run.log;

import dev.gatehouse.broker.worker.PlainText;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Bytes as lines of harmless text. A line that does not end is cut after so many bytes, and goes
/// on in another.
final class LineStream extends OutputStream {
    static final int MOST_BYTES = 8 * 1024;

    private final Lines lines;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean rest;

    /// Takes the lines.
    @FunctionalInterface
    interface Lines {
        /// @param rest whether it goes on with the line before
        void line(String text, boolean rest);
    }

    LineStream(Lines lines) {
        this.lines = lines;
    }

    @Override
    public void write(int octet) {
        if (octet == '\n') {
            pass(false);
            return;
        }
        line.write(octet);
        if (line.size() == MOST_BYTES) {
            pass(true);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        for (int at = offset; at < offset + length; at++) {
            write(bytes[at]);
        }
    }

    private void pass(boolean goesOn) {
        if (!goesOn && rest && line.size() == 0) {
            rest = false;
            return;
        }
        lines.line(PlainText.line(line.toString(StandardCharsets.UTF_8)), rest);
        line.reset();
        rest = goesOn;
    }

    /// Passes on a line that was begun.
    @Override
    public void close() {
        if (line.size() > 0) {
            pass(false);
        }
    }
}
