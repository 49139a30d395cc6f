package dev.gatehouse.shim.lfs;

import dev.gatehouse.shim.console.Failure;
import java.io.IOException;
import java.io.InputStream;

/// Reads pkt-lines from git-lfs. Refuses lengths that are not four lower-case hexadecimal digits,
/// or no length of a packet. For one thread.
final class PacketReader {
    private static final int HEAD_BYTES = 4;
    private static final int MAXIMUM_BYTES = 65_520;

    private final InputStream source;

    PacketReader(InputStream source) {
        this.source = source;
    }

    Packet read() throws IOException {
        byte[] head = source.readNBytes(HEAD_BYTES);
        if (head.length == 0) {
            return new Packet.End();
        }
        int length = 0;
        for (byte octet : head) {
            int digit = octet <= 'f' ? Character.digit(octet, 16) : -1;
            if (digit < 0) {
                throw broken("a length that is no number");
            }
            length = length * 16 + digit;
        }
        if (head.length < HEAD_BYTES || length > MAXIMUM_BYTES) {
            throw broken("a length that is no length");
        }
        return switch (length) {
            case 0 -> new Packet.Flush();
            case 1 -> new Packet.Delimiter();
            case 2, 3 -> throw broken("a length that is no length");
            default -> new Packet.Data(content(length - HEAD_BYTES));
        };
    }

    private byte[] content(int length) throws IOException {
        byte[] content = source.readNBytes(length);
        if (content.length < length) {
            throw broken("an early end");
        }
        return content;
    }

    static Failure broken(String what) {
        return Failure.usage("this is not git-lfs's protocol (" + what + ")");
    }
}
