package dev.gatehouse.broker.git;

import java.nio.ByteBuffer;
import java.util.Optional;

/// Cuts bytes into packets, in whatever pieces they come. Refuses a length that is not four
/// lower-case hex digits, is over 65520, is that of an empty packet (which nobody sends) or has a
/// meaning only between a client's own processes. Not thread-safe.
final class PacketReader {
    private int digits;
    private int length;
    private byte[] payload = {};
    private int filled;

    /// Takes from the buffer no more than up to the end of one packet; empty: more is needed.
    Optional<Packet> next(ByteBuffer in) throws NotGit {
        while (digits < 4) {
            if (!in.hasRemaining()) {
                return Optional.empty();
            }
            digit(in.get());
            if (digits == 4) {
                payload = new byte[lengthOfPayload()];
                filled = 0;
            }
        }
        int taken = Math.min(in.remaining(), payload.length - filled);
        in.get(payload, filled, taken);
        filled += taken;
        return filled == payload.length ? Optional.of(finished()) : Optional.empty();
    }

    /// Whether the bytes so far end within a packet.
    boolean isWithin() {
        return digits > 0;
    }

    private void digit(byte octet) throws NotGit {
        if (!ObjectFormat.isLowerHex(octet)) {
            throw new NotGit("a packet's length is not four lower-case hex digits");
        }
        length = length * 16 + Character.digit(octet, 16);
        digits++;
    }

    private int lengthOfPayload() throws NotGit {
        if (length > Packet.MAX_BYTES) {
            throw new NotGit("a packet is longer than " + Packet.MAX_BYTES + " bytes");
        }
        if (length > 4) {
            return length - 4;
        }
        if (length > 1) {
            throw new NotGit("a packet's length is 2, 3 or 4");
        }
        return 0;
    }

    private Packet finished() {
        Packet packet =
                switch (length) {
                    case 0 -> new Packet.Flush();
                    case 1 -> new Packet.Delimiter();
                    default -> new Packet.Line(payload);
                };
        digits = 0;
        length = 0;
        payload = new byte[0];
        return packet;
    }
}
