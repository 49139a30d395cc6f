package dev.gatehouse.broker.git;

import java.nio.ByteBuffer;
import java.util.Optional;

/// Reads the head of a `git-receive-pack` request as it comes, and only it: where the pack starts
/// follows from the packets' lengths and from nothing that stands in them.
///
/// Refuses what receive-pack would read in another way than this or what the broker could not
/// judge: push certificates, control characters, two commands for one ref, ids of two lengths or
/// not of the named object format, capabilities behind a later command, shallow lines behind a
/// command. Holds at most 1 MiB. Not thread-safe.
public final class PushRequestReader {
    static final int MAX_HEAD_BYTES = 1 << 20;

    private final PacketReader packets = new PacketReader();
    private final PushHead head = new PushHead();
    private int headBytes;
    private boolean inOptions;
    private Optional<Reading> end = Optional.empty();

    /// Takes the next bytes. After [Reading.Malformed] the answer stays the same; after
    /// [Reading.Whole] there is nothing more to ask.
    public Reading accept(byte[] bytes, int offset, int length) {
        if (end.isPresent()) {
            if (end.get() instanceof Reading.Malformed malformed) {
                return malformed;
            }
            throw new IllegalStateException("the head is at its end: what follows is the pack");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes, offset, length);
        try {
            end = read(in).map(request -> new Reading.Whole(request, in.position() - offset));
        } catch (NotGit problem) {
            end =
                    Optional.of(
                            new Reading.Malformed(
                                    "the push cannot be read: " + problem.getMessage()));
        }
        return end.orElseGet(Reading.More::new);
    }

    private Optional<PushRequest> read(ByteBuffer in) throws NotGit {
        while (in.hasRemaining()) {
            int before = in.position();
            Optional<Packet> packet = packets.next(in);
            headBytes += in.position() - before;
            if (headBytes > MAX_HEAD_BYTES) {
                throw new NotGit("its head is longer than " + MAX_HEAD_BYTES + " bytes");
            }
            if (packet.isPresent() && isLast(packet.get())) {
                return Optional.of(head.finished());
            }
        }
        return Optional.empty();
    }

    private boolean isLast(Packet packet) throws NotGit {
        return switch (packet) {
            case Packet.Flush() -> {
                boolean last = inOptions || !head.hasOptions();
                inOptions = true;
                yield last;
            }
            case Packet.Delimiter() -> throw new NotGit("a packet's length is 1");
            case Packet.Line line -> {
                if (inOptions) {
                    head.option(line);
                } else {
                    head.command(line);
                }
                yield false;
            }
        };
    }
}
