package dev.gatehouse.demoforge.git;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Git's length-prefixed lines, as its hooks speak them: text, and sections that end in a flush.
record PktLines(InputStream in, OutputStream out) {
    private static final int LENGTH_DIGITS = 4;

    /// The lines up to the next flush.
    List<String> readSection() throws IOException {
        var lines = new ArrayList<String>();
        for (Optional<String> line = read(); line.isPresent(); line = read()) {
            lines.add(line.get());
        }
        return lines;
    }

    /// A line without its line feed; empty for a flush.
    private Optional<String> read() throws IOException {
        String digits = exactly(LENGTH_DIGITS);
        int length;
        try {
            length = Integer.parseInt(digits, 16);
        } catch (NumberFormatException garbage) {
            throw new IOException("not a pkt-line: " + digits, garbage);
        }
        return length < LENGTH_DIGITS
                ? Optional.empty()
                : Optional.of(exactly(length - LENGTH_DIGITS).stripTrailing());
    }

    private String exactly(int bytes) throws IOException {
        byte[] read = in.readNBytes(bytes);
        if (read.length < bytes) {
            throw new EOFException("git ended within a pkt-line");
        }
        return new String(read, StandardCharsets.UTF_8);
    }

    void write(String line) throws IOException {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        out.write("%04x".formatted(bytes.length + LENGTH_DIGITS).getBytes(StandardCharsets.UTF_8));
        out.write(bytes);
    }

    void flush() throws IOException {
        out.write("0000".getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
