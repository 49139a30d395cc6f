package dev.gatehouse.shim.command;

import dev.gatehouse.protocol.CommandFrame;
import dev.gatehouse.shim.console.Failure;
import java.io.IOException;
import java.io.InputStream;

/// Reads the frames of an answer one by one, as they arrive.
final class FrameReader {
    private final InputStream source;

    FrameReader(InputStream source) {
        this.source = source;
    }

    /// A frame, and what it holds.
    @SuppressWarnings("ArrayRecordComponent") // Made once, read once, never compared.
    record Frame(CommandFrame kind, byte[] bytes) {}

    /// Refuses an unknown kind, one that is too long, and an end.
    Frame next() throws IOException {
        byte[] head = source.readNBytes(CommandFrame.HEAD_BYTES);
        if (head.length < CommandFrame.HEAD_BYTES) {
            throw broken("broke off before its end");
        }
        CommandFrame kind = kind(head[0]);
        int lengthBytes = 0;
        for (int i = 1; i < CommandFrame.HEAD_BYTES; i++) {
            lengthBytes = (lengthBytes << 8) | (head[i] & 0xff);
        }
        if (lengthBytes < 0 || lengthBytes > CommandFrame.MOST_BYTES) {
            throw broken("holds a piece of more than " + CommandFrame.MOST_BYTES + " bytes");
        }
        byte[] bytes = source.readNBytes(lengthBytes);
        if (bytes.length < lengthBytes) {
            throw broken("broke off inside a piece");
        }
        return new Frame(kind, bytes);
    }

    /// Without a stream: this is a start that somebody waits for.
    private static CommandFrame kind(byte code) throws Failure {
        for (CommandFrame kind : CommandFrame.values()) {
            if (kind.code() == code) {
                return kind;
            }
        }
        throw broken("holds a piece of a kind that this forge does not know; it may be too old");
    }

    /// @param what completes `the broker's answer ...`
    static Failure broken(String what) {
        return Failure.unreachable(
                "the broker's answer "
                        + what
                        + ": it is incomplete, and the command may have had its effect; look before"
                        + " you repeat it");
    }
}
