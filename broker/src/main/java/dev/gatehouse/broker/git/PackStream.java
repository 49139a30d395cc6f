package dev.gatehouse.broker.git;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/// Takes the pack out of the answer to a [FetchRequest], as it comes (gitprotocol-v2, `packfile`
/// section: side bands). Refuses an error of the forge, whose words stay behind, any other section,
/// and bytes behind the end. Not thread-safe.
public final class PackStream {
    private static final byte[] SECTION = {'p', 'a', 'c', 'k', 'f', 'i', 'l', 'e'};

    private final PacketReader packets = new PacketReader();
    private boolean inPack;
    private boolean ended;

    /// Writes what of the pack these bytes hold. After an exception there is nothing more to ask.
    public void accept(byte[] bytes, int offset, int length, OutputStream pack)
            throws NotGit, IOException {
        ByteBuffer in = ByteBuffer.wrap(bytes, offset, length);
        while (in.hasRemaining()) {
            if (ended) {
                throw new NotGit("there is more behind the end of the pack");
            }
            Optional<Packet> packet = packets.next(in);
            if (packet.isPresent()) {
                take(packet.get(), pack);
            }
        }
    }

    /// Nothing more comes.
    public void end() throws NotGit {
        if (!ended) {
            throw new NotGit("the pack ended too early");
        }
    }

    private void take(Packet packet, OutputStream pack) throws NotGit, IOException {
        switch (packet) {
            case Packet.Line line when inPack -> band(line.payload(), pack);
            case Packet.Line line -> {
                if (!Arrays.equals(line.chomped(), SECTION)) {
                    throw new NotGit("the forge gave no pack");
                }
                inPack = true;
            }
            case Packet.Flush() -> {
                if (!inPack) {
                    throw new NotGit("the forge gave no pack");
                }
                ended = true;
            }
            case Packet.Delimiter() -> throw new NotGit("there is another section behind the pack");
        }
    }

    private static void band(byte[] payload, OutputStream pack) throws NotGit, IOException {
        switch (payload[0]) {
            case 1 -> pack.write(payload, 1, payload.length - 1);
            case 2 -> {
                // Progress, which nobody watches.
            }
            default -> throw new NotGit("the forge broke off the pack");
        }
    }
}
