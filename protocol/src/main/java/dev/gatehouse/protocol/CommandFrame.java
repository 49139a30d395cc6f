package dev.gatehouse.protocol;

import java.util.Arrays;
import java.util.Optional;

/// The pieces of an answer to [BrokerPaths#COMMAND], in their order. Each is one byte that says
/// what it is, four bytes with the length of what follows (big-endian, at most [#MOST_BYTES]), and
/// that. The last one is `EXIT` or `WANTED`; an answer without it broke off.
///
/// The request is a JSON object with `arguments` (texts), `directory` (`branch`, and `remotes` by
/// name, as far as there is a repository around), `terminal` (`width` in columns, `colour`), and
/// `inputs` (texts by name, in answer to `WANTED`).
public enum CommandFrame {
    /// Bytes for standard output.
    OUTPUT('o'),
    /// Bytes for standard error.
    ERROR('e'),
    /// A JSON object with one member, which the shim does before it reads on; if it fails, the
    /// command ends with its exit status. `git`: the arguments of a `clone`, `fetch`, `switch` or
    /// `push`. `upload`: a `file` goes to `path` as the form's part `attachment`. `download`: what
    /// `path` answers goes to `file`, which must not be there yet; `-` is standard output.
    STEP('s'),
    /// A JSON array of the names of files whose text the command needs; `-` is standard input. The
    /// same request is sent once more, with `inputs`.
    WANTED('w'),
    /// The exit status, in decimal digits.
    EXIT('x');

    /// The media type of the whole answer.
    public static final String MEDIA_TYPE = "application/vnd.gatehouse.command";

    public static final int HEAD_BYTES = 5;

    public static final int MOST_BYTES = 1 << 20;

    private final char code;

    CommandFrame(char code) {
        this.code = code;
    }

    /// The first byte on the wire.
    public byte code() {
        return (byte) code;
    }

    public static Optional<CommandFrame> of(int code) {
        return Arrays.stream(values()).filter(frame -> frame.code == code).findFirst();
    }
}
