package dev.gatehouse.shim.console;

import java.io.IOException;
import java.io.OutputStream;

/// Tells a reader that went away from a disk that is full: the first is [OutputClosed], the second
/// a failure with a reason. Unbuffered, because callers write whole blocks.
final class StandardOutput extends OutputStream {
    private final OutputStream stream;

    StandardOutput(OutputStream stream) {
        this.stream = stream;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            stream.write(bytes, offset, length);
        } catch (IOException e) {
            String reason = e.getMessage();
            if (reason != null && reason.contains("Broken pipe")) {
                throw new OutputClosed(e);
            }
            throw Failure.unreachable(
                    "cannot write to standard output ("
                            + reason
                            + "): the answer above is incomplete");
        }
    }

    @Override
    public void flush() throws IOException {
        stream.flush();
    }
}
