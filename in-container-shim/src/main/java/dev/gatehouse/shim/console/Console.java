package dev.gatehouse.shim.console;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Standard input, output and error of the command. Always UTF-8, whatever the locale says: what
/// goes through is JSON. Lines on standard error may come from any thread; all else is for one.
public final class Console {
    private final InputStream input;
    private final OutputStream output;
    private final OutputStream errors;

    public Console(InputStream input, OutputStream output, OutputStream errors) {
        this.input = input;
        this.output = new StandardOutput(output);
        this.errors = errors;
    }

    /// The streams of this process, without the encoders that `System.out` would add.
    public static Console ofProcess() {
        return new Console(
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err));
    }

    public InputStream input() {
        return input;
    }

    /// Where answers go, byte for byte.
    public OutputStream output() {
        return output;
    }

    /// Prints text to standard output.
    public void print(String text) throws IOException {
        output.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /// One line on standard error, `forge: ...`.
    public void tell(String line) {
        tellPlain("forge: " + line);
    }

    /// One more line of what [#tell] began.
    public void tellMore(String line) {
        tellPlain("  " + line);
    }

    /// One line on standard error as git prints what the other side says, `remote: ...`.
    public void tellAsRemote(String line) {
        tellPlain("remote: " + line);
    }

    private void tellPlain(String line) {
        printError(OneLine.of(line, 4_000).concat("\n").getBytes(StandardCharsets.UTF_8));
    }

    /// Bytes for standard error that somebody else has made fit to be shown.
    public void printError(byte[] text) {
        try {
            errors.write(text);
        } catch (IOException _) {
            // Nobody reads standard error: the exit code still says it.
        }
    }

    /// For `GATEHOUSE_DEBUG=1` only.
    public OutputStream errors() {
        return errors;
    }
}
